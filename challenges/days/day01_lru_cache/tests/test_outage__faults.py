"""Stage 6, faults: servers that are killed, connections that are cut."""

from __future__ import annotations

import random
import threading
from pathlib import Path
from types import ModuleType
from typing import Any
from urllib.parse import urlsplit

import pytest

from challenges.days.day01_lru_cache.tests.places import kill_server, opened, writes
from challenges.shared.testing.faults import fault_seeds
from challenges.shared.testing.proxies import TcpProxy
from challenges.shared.testing.servers import free_port, redis_server

NO_DIFF = ((), (), (), ())


@pytest.mark.parametrize("fsync", ["everysec", "always"])
def test_a_server_that_is_killed_under_load(
    subject: ModuleType, tmp_path: Path, fsync: str
) -> None:
    """With an append-only file no acknowledged write is lost when the server is killed."""
    port = str(free_port())
    options = ("--appendonly", "yes", "--appendfsync", fsync, "--port", port)
    url = f"redis://127.0.0.1:{port}/0"
    acknowledged = 0
    for seed in fault_seeds(small=2, full=100):
        source = random.Random(seed)
        killed = threading.Event()
        with redis_server(tmp_path, *options):
            cache = opened(subject, url, None, on_outage="raise", timeout=2.0)
            cache.load()
            assert len(cache) >= acknowledged, "an acknowledged write is lost"
            assert all(number in cache for number in range(acknowledged))
            assert cache.health().durability == fsync
            if acknowledged > 3000:
                cache.clear()
                acknowledged = 0
            timer = threading.Timer(0.02 + source.random() * 0.1, kill_and, [killed, url])
            timer.start()
            try:
                while True:
                    cache[acknowledged] = "x" * source.randrange(200)
                    acknowledged += 1
            except subject.StoreUnavailable:
                assert killed.wait(10)
            timer.join()
            cache.close(0.0) if not cache.health().pending else closed(cache, subject)


def kill_and(killed: threading.Event, url: str) -> None:
    """Kills the server and says so."""
    try:
        kill_server(url)
    finally:
        killed.set()


def closed(cache: Any, subject: ModuleType) -> None:
    """Closes a cache whose writes cannot be sent any more."""
    with pytest.raises(subject.StoreUnavailable):
        cache.close(0.0)


@pytest.mark.parametrize("mode", ["write_through", "write_behind"])
def test_connections_that_are_cut(
    subject: ModuleType, redis_url: str, tmp_path: Path, mode: str
) -> None:
    """Wherever a batch is cut, each of its writes is applied once, and in its order."""
    port = urlsplit(redis_url).port
    assert port is not None
    with TcpProxy(port) as proxy:
        url = f"redis://127.0.0.1:{proxy.port}/0"
        cache = opened(subject, url, 15, mode=mode, journal=tmp_path / "j")
        cache.load()
        expected = evicted = 0
        for seed in fault_seeds(small=15, full=250):
            source = random.Random(seed)
            way = source.choice(["to_server", "to_client"])
            proxy.cut_after(**{way: source.randrange(1500)})
            for _ in range(source.randrange(1, 25)):
                key = source.randrange(25)
                if source.random() < 0.7:
                    cache[key] = source.randrange(1000)
                    expected += 1
                elif source.random() < 0.5:
                    cache.get(key)
                else:
                    expected += key in cache
                    cache.pop(key, None)
            cache.flush()
            evicted = cache.stats().evictions
            assert writes(redis_url) == expected + evicted, "a write was applied twice, or not"
            assert cache.verify() == NO_DIFF
        cache.close()
