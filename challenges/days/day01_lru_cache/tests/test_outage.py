"""Stage 6: Redis that does not answer, and a second owner."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from types import ModuleType
from urllib.parse import urlsplit

import pytest

from challenges.days.day01_lru_cache.tests.places import (
    entry_names,
    kill_server,
    opened,
    raw,
    writes,
)
from challenges.shared.testing import check, live
from challenges.shared.testing.proxies import TcpProxy
from challenges.shared.testing.servers import redis_server

NO_DIFF = ((), (), (), ())
DEADLINE_S = 20.0


def port_of(url: str) -> int:
    """Returns the port of a URL."""
    port = urlsplit(url).port
    assert port is not None
    return port


def until(condition: Callable[[], bool]) -> None:
    """Waits for what another thread does."""
    end = time.monotonic() + DEADLINE_S
    pause = threading.Event()
    while not condition():
        assert time.monotonic() < end, "it does not come"
        pause.wait(0.005)


@contextlib.contextmanager
def proxied(url: str) -> Iterator[tuple[TcpProxy, str]]:
    """Yields a proxy before Redis, and the URL through it."""
    with TcpProxy(port_of(url)) as proxy:
        yield proxy, f"redis://127.0.0.1:{proxy.port}/0"


@contextlib.contextmanager
def saying_always(line: bytes) -> Iterator[str]:
    """Yields the URL of a server that answers everything with the same line."""

    def serve() -> None:
        with contextlib.suppress(OSError):
            while True:
                connection, _ = listener.accept()
                with connection, contextlib.suppress(OSError):
                    while connection.recv(1 << 16):
                        connection.sendall(line + b"\r\n")

    with socket.create_server(("127.0.0.1", 0)) as listener:
        threading.Thread(target=serve, daemon=True).start()
        try:
            yield f"redis://127.0.0.1:{listener.getsockname()[1]}/0"
        finally:
            listener.shutdown(socket.SHUT_RDWR)


# Serving from memory


def test_memory_serves_and_writes_wait(subject: ModuleType, redis_url: str) -> None:
    """In an outage reading and writing go on in memory; afterwards Redis gets all of it."""
    with proxied(redis_url) as (proxy, url), opened(subject, url) as cache:
        cache["a"], cache["b"] = 1, 2
        proxy.refuse()
        cache["c"] = 3
        cache.pop("a")
        cache["b"]
        check(list, live(cache.items_lru())).returns([("c", 3), ("b", 2)])
        health = cache.health()
        assert (health.state, health.pending) == ("outage", 2)
        assert health.last_error
        check(cache.flush, 0.0).raises(subject.StoreUnavailable)
        proxy.accept_again()
        check(cache.flush).returns(2)
        assert (cache.health().state, cache.health().last_error) == ("ready", "")
        check(cache.verify).returns(NO_DIFF)


def test_too_much_waits_in_an_outage(subject: ModuleType, redis_url: str) -> None:
    """An outage does not fill memory without bound."""
    with proxied(redis_url) as (proxy, url), opened(subject, url, max_pending=3) as cache:
        proxy.refuse()
        for number in range(3):
            cache[number] = number
        check(cache.put, 3, 3).raises(subject.PendingLimit)
        assert 3 not in cache
        proxy.accept_again()


def test_a_start_without_redis(subject: ModuleType, redis_url: str, tmp_path: Path) -> None:
    """load returns with nothing; when Redis is back, what it has is below what came since."""
    with opened(subject, redis_url) as cache:
        cache["old"], cache["both"], cache["gone"] = 1, 1, 1
    with proxied(redis_url) as (proxy, url):
        proxy.refuse()
        cache = opened(subject, url, mode="write_behind", journal=tmp_path / "j")
        check(cache.load).returns(subject.Loaded(0, 0, 0, 0))
        assert cache.health().state == "outage"
        cache["both"] = 2
        cache["new"] = 2
        cache["gone"] = 2
        cache.pop("gone")
        proxy.accept_again()
        cache.flush()
        check(list, live(cache.items_lru())).returns([("old", 1), ("both", 2), ("new", 2)])
        check(cache.verify).returns(NO_DIFF)
        cache.close()


def test_the_thread_finds_redis_again(subject: ModuleType, redis_url: str) -> None:
    """With flush_every nobody needs to do anything after an outage."""
    with proxied(redis_url) as (proxy, url), opened(subject, url, flush_every=0.01) as cache:
        proxy.refuse()
        cache["a"] = 1
        until(lambda: cache.health().state == "outage")
        proxy.accept_again()
        until(lambda: cache.health().state == "ready" and cache.health().pending == 0)
        assert len(entry_names(redis_url)) == 1


# Raising


def test_raising_changes_nothing(subject: ModuleType, redis_url: str) -> None:
    """With on_outage='raise' a write raises, memory stays, and Redis agrees afterwards."""
    with proxied(redis_url) as (proxy, url), opened(subject, url, on_outage="raise") as cache:
        cache["a"] = 1
        proxy.refuse()
        check(cache.put, "a", 2).raises(subject.StoreUnavailable)
        check(cache.put, "b", 2).raises(subject.StoreUnavailable)
        check(cache.pop, "a").raises(subject.StoreUnavailable)
        check(list, live(cache.items_lru())).returns([("a", 1)])
        check(cache.get, "a").returns(1)
        proxy.accept_again()
        cache["c"] = 3
        check(cache.verify).returns(NO_DIFF)
        check(list, live(cache.items_lru())).returns([("a", 1), ("c", 3)])
    check(subject.PersistentLRU, 1, redis_url, "app", on_outage="wait").raises(ValueError)
    with proxied(redis_url) as (proxy, url):
        proxy.refuse()
        cache = opened(subject, url, on_outage="raise")
        check(cache.load).raises(subject.StoreUnavailable)
        cache.close()


def test_applied_but_not_answered(subject: ModuleType, redis_url: str) -> None:
    """A write that Redis has made, and whose answer is lost twice, is taken back if it raised."""
    with proxied(redis_url) as (proxy, url), opened(subject, url, on_outage="raise") as cache:
        cache["a"] = 1

        proxy.cut_after(to_client=0)
        with contextlib.suppress(subject.StoreUnavailable):
            cache["a"] = 2
        proxy.refuse()
        check(cache.put, "a", 3).raises(subject.StoreUnavailable)
        proxy.accept_again()
        cache["b"] = 1
        check(cache.verify).returns(NO_DIFF)


# Unknown outcomes


@pytest.mark.parametrize("way", ["to_server", "to_client"])
def test_a_connection_cut_in_the_middle(subject: ModuleType, redis_url: str, way: str) -> None:
    """Wherever a flush is cut, each write is applied once when it is sent again."""
    with proxied(redis_url) as (proxy, url), opened(subject, url) as cache:
        expected = writes(redis_url)
        for passed in range(0, 400, 19):
            proxy.cut_after(**{way: passed})
            cache["a"] = passed
            cache["b"] = passed
            cache.flush()
            expected += 2
            check(writes, redis_url).returns(expected, why=f"cut after {passed} bytes {way}")
            check(cache.verify).returns(NO_DIFF)


def test_a_connection_that_hangs(subject: ModuleType, redis_url: str) -> None:
    """An answer that does not come in time is an outage; the write is applied once."""
    with proxied(redis_url) as (proxy, url), opened(subject, url, timeout=0.1) as cache:
        cache["a"] = 1
        proxy.hold()
        cache["b"] = 2
        assert cache.health().state == "outage"
        proxy.release()
        cache.flush()
        check(cache.verify).returns(NO_DIFF)
        check(writes, redis_url).returns(2)


# What a server may say


@pytest.mark.parametrize(
    "line", [b"-LOADING Redis is loading the dataset in memory", b"-MISCONF no disk", b"-OOM full"]
)
def test_a_server_that_cannot_now(subject: ModuleType, line: bytes) -> None:
    """A server that loads its data, or has no room, is unavailable and not broken."""
    with saying_always(line) as url:
        cache = opened(subject, url, on_outage="raise")
        check(cache.load).raises(subject.StoreUnavailable)
        cache.close()
        patient = opened(subject, url)
        check(patient.load).returns(subject.Loaded(0, 0, 0, 0))
        patient["a"] = 1
        assert patient.health().pending == 1
        check(patient.close, 0.0).raises(subject.StoreUnavailable)


def test_a_server_that_may_not_be_written(subject: ModuleType, tmp_path: Path) -> None:
    """A replica, and a server without memory that evicts nothing, are outages that end."""
    with redis_server(tmp_path) as url, opened(subject, url) as cache, raw(url) as client:
        cache["a"] = 1
        client.replicaof("127.0.0.1", port_of(url))
        cache["b"] = 2
        assert cache.health().state == "outage"
        client.replicaof("NO", "ONE")
        cache.flush()
        client.config_set("maxmemory", "1")
        cache["c"] = 3
        assert cache.health().state == "outage"
        client.config_set("maxmemory", "0")
        check(cache.verify).returns(NO_DIFF)
        assert cache.health().state == "ready"


def test_a_server_that_is_killed(subject: ModuleType, tmp_path: Path) -> None:
    """With an append-only file all that was acknowledged is there after the restart."""
    options = ("--appendonly", "yes")
    with redis_server(tmp_path, *options) as url:
        cache = opened(subject, url)
        cache.load()
        for number in range(50):
            cache[number] = number
        kill_server(url)
        cache["late"] = 1
        assert cache.health().state == "outage"
    with redis_server(tmp_path, *options, "--port", str(port_of(url))):
        with opened(subject, url) as other:
            assert len(other) == 50
        # What the first one had not sent is void: it has been fenced.
        check(cache.flush).raises(subject.OwnerChanged)
        cache.close()


# Owners


def test_the_old_owner_is_fenced(subject: ModuleType, redis_url: str) -> None:
    """Who loads a namespace owns it; the one before cannot write any more, nor serve old values."""
    old, new = opened(subject, redis_url), opened(subject, redis_url)
    old.load()
    old["a"] = 1
    new.load()
    new["a"] = 2
    assert new.health().epoch == old.health().epoch + 1
    check(old.put, "b", 1).raises(subject.OwnerChanged)
    check(old.pop, "a", None).returns(None, why="what it had in memory is void")
    check(old.flush).raises(subject.OwnerChanged)
    assert (old.health().state, len(old)) == ("fenced", 0)
    check(new.verify).returns(NO_DIFF)
    old.close()
    new.close()


def test_writes_of_an_old_owner_wait_for_a_decision(
    subject: ModuleType, redis_url: str, tmp_path: Path
) -> None:
    """A journal whose writes another owner has overtaken is not replayed, unless given up."""
    first = opened(subject, redis_url, mode="write_behind", journal=tmp_path / "j")
    first.load()
    first["a"] = "first"
    data = (tmp_path / "j").read_bytes()
    first.close()
    with opened(subject, redis_url) as second:
        second["a"] = "second"
    (tmp_path / "j").write_bytes(data)
    again = opened(subject, redis_url, mode="write_behind", journal=tmp_path / "j")
    check(again.load).raises(subject.OwnerChanged)
    check(again.put, "b", 1).raises(subject.OwnerChanged)
    check(again.load, take_over=True).returns(subject.Loaded(1, 0, 0, 0))
    check(again.get, "a").returns("second")
    assert (tmp_path / "j.fenced").read_bytes() == data
    again["b"] = 1
    check(again.verify).returns(NO_DIFF)
    again.close()
