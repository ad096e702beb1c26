"""What is measured: the same work, by several engines, with an answer that must be the same.

Each engine is a function that makes what it needs, which is not timed, and returns the work. The
work returns its answer.
"""

from __future__ import annotations

import functools
import random
from collections import OrderedDict
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

import cachebox
import cachetools
import ormsgpack
import redis

from challenges.days.day01_lru_cache import LRUCache, PersistentLRU, lru_cached

Work = Callable[[], Any]
OURS = "day01_lru_cache"
_ENTRY = {"name": "Ann", "cart": [17, 4], "since": 1_770_000_000}


@dataclass(frozen=True, slots=True)
class Scenario:
    """One comparison.

    Attributes:
        name: What it is called.
        does: What is done, as it reads in the table.
        engines: By name, what makes the work.
        peer: The engine that the goal is about.
        goal: How many times as fast as it ours must be.
        processor: Whether processor time counts; else wall time, since a server works, too.
    """

    name: str
    does: str
    engines: Mapping[str, Callable[[], Work]]
    peer: str
    goal: float
    processor: bool


def zipf(keys: int, lookups: int, exponent: float = 0.99) -> list[int]:
    """Returns keys that are asked for as pages are: few often, many seldom."""
    weights = list(accumulate((rank + 1) ** -exponent for rank in range(keys)))
    return random.Random(1).choices(range(keys), cum_weights=weights, k=lookups)


class Recipe(OrderedDict[int, int]):
    """The recipe of the standard library's documentation: no statistics, no time, no weights."""

    def __init__(self, maxsize: int) -> None:
        super().__init__()
        self.maxsize = maxsize

    def get(self, key: int, default: Any = None) -> Any:
        """Returns a value and notes its use."""
        if key in self:
            self.move_to_end(key)
            return self[key]
        return default

    def __setitem__(self, key: int, value: int) -> None:
        super().__setitem__(key, value)
        if len(self) > self.maxsize:
            self.popitem(last=False)


def get_or_put(make: Callable[[int], Any], size: int, keys: list[int]) -> Callable[[], Work]:
    """Returns an engine that looks each key up, and writes it where it is missing."""

    def engine() -> Work:
        cache = make(size)

        def work() -> int:
            get, misses = cache.get, 0
            for key in keys:
                if get(key) is None:
                    cache[key] = key
                    misses += 1
            return misses

        return work

    return engine


def call(decorate: Callable[[Callable[[int], int]], Any], keys: list[int]) -> Callable[[], Work]:
    """Returns an engine that calls a decorated function with each key."""

    def engine() -> Work:
        computed = [0]

        def function(key: int) -> int:
            computed[0] += 1
            return key

        cached = decorate(function)

        def work() -> int:
            for key in keys:
                cached(key)
            return computed[0]

        return work

    return engine


def in_memory(size: int, keys: list[int]) -> list[Scenario]:
    """Returns the scenarios without Redis."""
    return [
        Scenario(
            "get_put",
            f"{len(keys):,} times get or put, room for {size:,}",
            {
                OURS: get_or_put(LRUCache, size, keys),
                "cachetools": get_or_put(cachetools.LRUCache, size, keys),
                "cachebox": get_or_put(cachebox.LRUCache, size, keys),
                "OrderedDict recipe": get_or_put(Recipe, size, keys),
            },
            "cachetools",
            1.5,
            True,
        ),
        Scenario(
            "decorator",
            f"{len(keys):,} calls of a cached function, room for {size:,}",
            {
                OURS: call(lru_cached(maxsize=size), keys),
                "cachetools": call(lambda f: cachetools.cached(cachetools.LRUCache(size))(f), keys),
                "cachebox": call(lambda f: cachebox.cached(cachebox.LRUCache(size))(f), keys),
                "functools": call(functools.lru_cache(size), keys),
            },
            "cachetools",
            2.0,
            True,
        ),
    ]


def with_redis(url: str, folder: Path, fsync: str, writes: int, entries: int) -> list[Scenario]:
    """Returns the scenarios on a Redis that has an append-only file."""
    return [
        Scenario(
            f"write_behind_{fsync}",
            f"{writes:,} writes until Redis has them, appendfsync {fsync}",
            {OURS: _written_behind(url, folder, writes), "a SET each": _set_each(url, writes)},
            "a SET each",
            4.0,
            False,
        ),
        Scenario(
            f"warm_start_{fsync}",
            f"{entries:,} entries from Redis into memory",
            {OURS: _loaded(url, folder, entries), "a GET each": _get_each(url, entries)},
            "a GET each",
            10.0,
            False,
        ),
    ]


def _emptied(url: str) -> redis.Redis:
    client = redis.Redis.from_url(url)
    client.flushall()
    return client


def _written_behind(url: str, folder: Path, writes: int) -> Callable[[], Work]:
    def engine() -> Work:
        _emptied(url).close()
        cache = PersistentLRU(
            None, url, "bench", mode="write_behind", journal=folder / "journal", max_pending=1 << 20
        )
        cache.load()

        def work() -> int:
            for number in range(writes):
                cache[number] = _ENTRY
            cache.flush()
            assert cache.health().pending == 0
            size = len(cache)
            cache.close()
            return size

        return work

    return engine


def _set_each(url: str, writes: int) -> Callable[[], Work]:
    def engine() -> Work:
        client = _emptied(url)

        def work() -> int:
            for number in range(writes):
                client.set(b"bench:%d" % number, ormsgpack.packb(_ENTRY))
            size = int(client.dbsize())
            client.close()
            return size

        return work

    return engine


def _loaded(url: str, folder: Path, entries: int) -> Callable[[], Work]:
    def engine() -> Work:
        cache = PersistentLRU(None, url, "bench", flush_every=None)

        def work() -> dict[Any, Any]:
            cache.load()
            found = dict(cache.items_lru())
            cache.close()
            return found

        if redis.Redis.from_url(url).exists("{bench}:meta") == 0:
            _emptied(url)
            with PersistentLRU(
                None,
                url,
                "bench",
                mode="write_behind",
                journal=folder / "filling",
                max_pending=1 << 20,
            ) as full:
                for number in range(entries):
                    full[number] = _ENTRY
        return work

    return engine


def _get_each(url: str, entries: int) -> Callable[[], Work]:
    def engine() -> Work:
        client = redis.Redis.from_url(url)
        if client.exists("get:0") == 0:
            with client.pipeline(transaction=False) as pipeline:
                for number in range(entries):
                    pipeline.set(f"get:{number}", ormsgpack.packb(_ENTRY))
                pipeline.execute()

        def work() -> dict[Any, Any]:
            found = {}
            for number in range(entries):
                data = client.get(f"get:{number}")
                assert isinstance(data, bytes)
                found[number] = ormsgpack.unpackb(data)
            client.close()
            return found

        return work

    return engine
