"""Stage 4: each write is in Redis when it returns, and the next process begins with all of it."""

from __future__ import annotations

import math
import os
import threading
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from enum import Enum
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from challenges.days.day01_lru_cache.tests.places import entry_names, opened, raw
from challenges.days.day01_lru_cache.tests.words import saying
from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, live
from challenges.shared.testing.servers import redis_server

NO_DIFF = ((), (), (), ())


def items(cache: Any) -> list[Any]:
    """Returns the entries from the one used longest ago to the last one."""
    return list(cache.items_lru())


# A restart


def test_content_and_order_survive(subject: ModuleType, redis_url: str) -> None:
    """The next cache has the entries, in their order of use, reads included."""
    with opened(subject, redis_url, 3) as cache:
        for letter in "abcd":
            cache[letter] = letter.upper()
        cache["b"]
    with opened(subject, redis_url, 3) as cache:
        check(items, live(cache)).returns([("c", "C"), ("d", "D"), ("b", "B")])
        cache["e"] = "E"
        check(items, live(cache)).returns([("d", "D"), ("b", "B"), ("e", "E")])
        check(cache.verify).returns(NO_DIFF)


def test_a_write_is_there_when_it_returns(subject: ModuleType, redis_url: str) -> None:
    """Without flush or close, another cache sees what put and pop have done."""
    with opened(subject, redis_url) as cache:
        cache["a"] = 1
        cache["b"] = 2
        cache.pop("a")
        del cache["b"]
        cache["c"] = 3
        assert len(entry_names(redis_url)) == 1
        check(cache.health).returns(cache.health()._replace(state="ready", pending=0))


def test_what_leaves_memory_leaves_redis(subject: ModuleType, redis_url: str) -> None:
    """Evicted, resized away, popped and cleared entries are not in Redis after a flush."""
    with opened(subject, redis_url, 4) as cache:
        for letter in "abcdef":
            cache[letter] = 1
        cache.resize(3)
        cache.popitem()
        cache.flush()
        check(lambda: len(entry_names(redis_url))).returns(2, why="c to f, less c and d")
        check(cache.verify).returns(NO_DIFF)
        cache.clear()
        check(entry_names, redis_url).returns([])


def test_a_smaller_cache(subject: ModuleType, redis_url: str) -> None:
    """A cache that is smaller than the last one takes what was used last, and removes the rest."""
    with opened(subject, redis_url, 2500) as cache:
        for number in range(2500):
            cache[number] = number
    with opened(subject, redis_url, 2) as cache:
        check(items, live(cache)).returns([(2498, 2498), (2499, 2499)])
        check(lambda: len(entry_names(redis_url))).returns(2)


def test_load_tells(subject: ModuleType, redis_url: str) -> None:
    """load says how much it has found; before it, a write is refused."""
    cache = opened(subject, redis_url)
    check(cache.put, "a", 1).raises(subject.LruCacheError)
    check(cache.load).returns(subject.Loaded(0, 0, 0, 0))
    cache["a"], cache["b"] = 1, 2
    cache.close()
    cache.close()
    check(cache.put, "c", 1).raises(subject.LruCacheError)
    with raw(redis_url) as client:
        client.unlink(entry_names(redis_url)[0])
    again = opened(subject, redis_url)
    check(again.load).returns(subject.Loaded(1, 0, 1, 0), why="one was evicted by Redis")
    check(again.verify).returns(NO_DIFF)
    again.close()


def test_two_namespaces(subject: ModuleType, redis_url: str) -> None:
    """Caches of different namespaces do not see each other; a namespace has a usable name."""
    with (
        subject.PersistentLRU(5, redis_url, "one", flush_every=None) as one,
        subject.PersistentLRU(5, redis_url, "two", flush_every=None) as two,
    ):
        one["a"], two["a"] = 1, 2
        assert (one["a"], two["a"]) == (1, 2)
        assert (one.verify(), two.verify()) == (NO_DIFF, NO_DIFF)
    for name in ("", "a b", "a{b", "a*"):
        check(subject.PersistentLRU, 5, redis_url, name).raises(ValueError)


@given(st.lists(st.tuples(st.sampled_from("gwpt"), st.integers(0, 6)), max_size=30))
@settings(max_examples=20, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_history_survives(
    subject: ModuleType, redis_url: str, steps: list[tuple[str, int]]
) -> None:
    """Whatever was done, Redis agrees with memory, and the next cache with both."""
    with raw(redis_url) as client:
        client.flushall()
    with opened(subject, redis_url, 4) as cache:
        for number, (step, key) in enumerate(steps):
            if step == "w":
                cache[key] = number
            elif step == "g":
                cache.get(key)
            elif step == "p":
                cache.pop(key, None)
            else:
                cache.touch(key)
        check(cache.verify).returns(NO_DIFF, why=f"after {steps}")
        before = items(cache)
    with opened(subject, redis_url, 4) as cache:
        check(items, live(cache)).returns(before, why=f"after {steps}")


# Time


def test_times_survive(subject: ModuleType, redis_url: str) -> None:
    """An entry goes on with what is left of its life, by the clock of Redis."""
    with opened(subject, redis_url, ttl=1000) as cache:
        cache["usual"] = 1
        cache.put("short", 1, ttl=100)
        cache.put("ever", 1, ttl=math.inf)
    clock = FakeClock(now=0.0)
    with opened(subject, redis_url, ttl=5, clock=clock) as cache:
        assert len(cache) == 3
        clock.advance(50)
        assert len(cache) == 3
        clock.advance(50.1)
        check(list, live(cache)).returns(["usual", "ever"])
        clock.advance(1000)
        check(list, live(cache)).returns(["ever"])
        check(cache.verify).returns(NO_DIFF)


# Keys and values


@pytest.mark.parametrize(
    "value",
    [
        None,
        True,
        -(2**70),
        0.1,
        math.inf,
        "é\ud7ff",
        b"\x00\xff",
        [1, [2.5, None]],
        (1, ("a", [()])),
        {"a": {"b": (1,)}, "c": {3}},
        {1: "int", (2, 3): "tuple", None: b""},
        frozenset({1, "a"}),
        datetime(2026, 2, 3, 4, 5, 6, 7),
        datetime(2026, 2, 3, tzinfo=UTC),
        date(2026, 2, 3),
        timedelta(days=-1, microseconds=1),
        Decimal("1.10"),
        1 + 2j,
    ],
    ids=repr,
)
def test_values_come_back_as_they_were(subject: ModuleType, redis_url: str, value: Any) -> None:
    """Equal, and of the same types, also inside."""
    with opened(subject, redis_url) as cache:
        cache["a"] = value
    with opened(subject, redis_url) as cache:
        check(lambda: repr(cache["a"])).returns(repr(value))
        assert cache["a"] == value


class Colour(Enum):
    """A type that the serializer does not know."""

    RED = 1


class Text(str):
    """A subclass, whose type would be lost."""


@pytest.mark.parametrize(
    "value", [object(), Colour.RED, Text("a"), {"a": [Colour.RED]}, {Colour.RED: 1}]
)
def test_values_that_cannot_be_written(subject: ModuleType, redis_url: str, value: Any) -> None:
    """What would not come back the same is refused before anything changes."""
    with opened(subject, redis_url) as cache:
        cache["a"] = 1
        check(cache.put, "a", live(value)).raises(subject.NotSerializable)
        check(cache.put, "b", live(value)).raises(TypeError)
        check(items, live(cache)).returns([("a", 1)])
        check(cache.verify).returns(NO_DIFF)
        assert cache.health().pending == 0


def test_huge_values_are_refused(subject: ModuleType, redis_url: str) -> None:
    """More than 64 MiB are ValueTooLarge, and nothing changes."""
    with opened(subject, redis_url) as cache:
        check(cache.put, "a", live(b"x" * (64 << 20))).raises(subject.ValueTooLarge)
        assert len(cache) == 0


def test_keys(subject: ModuleType, redis_url: str) -> None:
    """Keys of all simple types come back; equal ones are one key there, too."""
    keys = [1, -5, 2**80, 0.5, "1", b"1", None, (1, "a", (None, 2.5)), "\n{}* ", ""]
    with opened(subject, redis_url) as cache:
        for key in keys:
            cache[key] = repr(key)
        cache[True] = "true"
        check(cache.verify).returns(NO_DIFF, why="1 and True are one key")
    with opened(subject, redis_url) as cache:
        assert dict(cache.items_lru()) == {key: repr(key) for key in keys[1:]} | {1: "true"}
        assert (cache[1.0], len(cache)) == ("true", len(keys))
        for key in (object(), frozenset(), math.nan, Colour.RED, Text("a")):
            check(cache.put, live(key), 1).raises(subject.NotSerializable)


def test_pickle_only_when_asked_for_and_signed(subject: ModuleType, redis_url: str) -> None:
    """SignedPickle takes any object, and unpickles nothing that has another signature."""
    secret = b"sixteen bytes or more"
    serializer = subject.SignedPickle(secret)
    with opened(subject, redis_url, serializer=serializer) as cache:
        cache["a"] = Colour.RED
    with opened(subject, redis_url, serializer=serializer) as cache:
        assert cache["a"] is Colour.RED
        data = serializer.dumps([1])
        check(serializer.loads, data[:-1] + b"\x00").raises(ValueError)
    other = opened(subject, redis_url, serializer=subject.SignedPickle(b"another secret of mine"))
    check(other.load, strict=True).raises(subject.CorruptEntry)
    other.close()
    check(subject.SignedPickle, b"short").raises(ValueError, **saying("5"))


# What else may lie in Redis


@pytest.mark.parametrize("damage", ["bit", "short", "foreign", "type", "moved"])
def test_entries_that_cannot_be_read(subject: ModuleType, redis_url: str, damage: str) -> None:
    """A damaged or foreign entry is never served: removed and counted, or with strict raised."""
    with opened(subject, redis_url) as cache:
        cache["a"], cache["b"] = "one", "two"
    first, second = entry_names(redis_url)
    with raw(redis_url) as client:
        value = client.get(first)
        if damage == "bit":
            client.set(first, value[:-1] + bytes([value[-1] ^ 1]))
        elif damage == "short":
            client.set(first, value[:3])
        elif damage == "foreign":
            client.set(first, "hello")
        elif damage == "moved":
            client.set(first, client.get(second))
        else:
            client.delete(first)
            client.rpush(first, "x")
    strict = opened(subject, redis_url)
    check(strict.load, strict=True).raises(subject.CorruptEntry)
    strict.close()
    with opened(subject, redis_url) as cache:
        check(list, live(cache)).returns(["b"])
        check(cache.verify).returns(NO_DIFF)
        assert len(entry_names(redis_url)) == 1


def test_writing_over_another_type(subject: ModuleType, redis_url: str) -> None:
    """A write repairs its entry, whatever lies there; the cache's own names raise CorruptEntry."""
    with opened(subject, redis_url) as cache, raw(redis_url) as client:
        cache["a"] = 1
        [name] = entry_names(redis_url)
        client.delete(name)
        client.rpush(name, "x")
        check(cache.verify).returns(((), (), ("a",), ()))
        cache["a"] = 2
        check(cache.verify).returns(NO_DIFF)
        client.rename("{app}:order", "elsewhere")
        client.set("{app}:order", "x")
        check(cache.put, "b", 1).raises(subject.CorruptEntry)
        client.rename("elsewhere", "{app}:order")
        cache["c"] = 1


def test_verify_names_the_difference(subject: ModuleType, redis_url: str) -> None:
    """verify tells what is missing, superfluous, different or in another order."""
    with opened(subject, redis_url) as cache, raw(redis_url) as client:
        cache["a"], cache["b"] = 1, 2
        first, second = entry_names(redis_url)
        good = client.get(first)
        client.delete(first)
        check(cache.verify).returns((("a",), (), (), ()))
        client.set(first, client.get(second))
        check(cache.verify).returns(((), (), ("a",), ()))
        client.set(first, good)
        scores = client.zrange("{app}:order", 0, -1, withscores=True)
        client.zadd("{app}:order", {scores[0][0]: scores[1][1] + 0.5})
        check(cache.verify).returns(((), (), (), ("b", "a")))
        assert bool(cache.verify()) is True
    with opened(subject, redis_url) as cache:
        assert bool(cache.verify()) is False


def test_another_schema(subject: ModuleType, redis_url: str) -> None:
    """A namespace of another schema_version is not read, and not written."""
    with opened(subject, redis_url, schema_version=1) as cache:
        cache["a"] = 1
    other = opened(subject, redis_url, schema_version=2)
    check(other.load).raises(subject.SchemaMismatch, **saying("2"))
    other.close()
    with opened(subject, redis_url, schema_version=1) as cache:
        check(items, live(cache)).returns([("a", 1)])


# A server that changes


def test_scripts_are_sent_again(subject: ModuleType, redis_url: str) -> None:
    """A server that has forgotten the scripts gets them again."""
    with opened(subject, redis_url) as cache, raw(redis_url) as client:
        client.script_flush()
        cache["a"] = 1
        client.script_flush()
        check(cache.verify).returns(NO_DIFF)


def test_a_flushed_server_is_written_anew(subject: ModuleType, redis_url: str) -> None:
    """After FLUSHALL the next write brings all of memory back, and health says so."""
    with opened(subject, redis_url) as cache, raw(redis_url) as client:
        for letter in "abc":
            cache[letter] = letter
        cache["a"]
        client.flushall()
        cache["d"] = "d"
        check(cache.verify).returns(NO_DIFF)
        assert (cache.health().repairs, cache.health().state) == (1, "ready")
    with opened(subject, redis_url) as cache:
        check(list, live(cache)).returns(["b", "c", "a", "d"])


@pytest.mark.parametrize(
    ("options", "durability"),
    [
        (("--appendonly", "no"), "none"),
        (("--appendonly", "yes", "--appendfsync", "everysec"), "everysec"),
        (("--appendonly", "yes", "--appendfsync", "always"), "always"),
        (("--appendonly", "yes", "--appendfsync", "no"), "none"),
    ],
)
def test_what_the_server_promises(
    subject: ModuleType, tmp_path: Path, options: tuple[str, ...], durability: str
) -> None:
    """health tells what acknowledged writes survive, as the server is set."""
    with redis_server(tmp_path, *options) as url, opened(subject, url) as cache:
        check(lambda: cache.health().durability).returns(durability)


def test_memory_of_the_server_is_full(subject: ModuleType, tmp_path: Path) -> None:
    """A server that may forget what it likes costs entries, but no wrong one is served."""
    options = ("--maxmemory", "3mb", "--maxmemory-policy", "volatile-random")
    with redis_server(tmp_path, *options) as url:
        with opened(subject, url, 2000, ttl=1000) as cache:
            for number in range(1000):
                cache[number] = bytes([number % 256]) * 4000
            assert len(entry_names(url)) < 1000
        with opened(subject, url, 2000) as cache:
            assert 0 < len(cache) < 1000
            for number, value in cache.items_lru():
                assert value == bytes([number % 256]) * 4000


# Use


def test_functions_that_remember_over_restarts(subject: ModuleType, redis_url: str) -> None:
    """lru_cached with a persistent cache computes once in the lives of two processes."""
    calls: list[int] = []

    def square(x: int) -> int:
        calls.append(x)
        return x * x

    for _ in range(2):
        with opened(subject, redis_url) as cache:
            cached = subject.lru_cached(cache=cache, key=lambda x: ("square", x))(square)
            assert [cached(3), cached(4), cached(3)] == [9, 16, 9]
    assert calls == [3, 4]


def test_threads_write(subject: ModuleType, redis_url: str) -> None:
    """Threads that read and write leave memory and Redis alike, order included."""
    with opened(subject, redis_url, 20) as cache:

        def work(place: int) -> None:
            for number in range(40):
                cache[number * (place + 1) % 30] = place
                cache.get(number % 30)

        threads = [threading.Thread(target=work, args=[place]) for place in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(cache.verify).returns(NO_DIFF)


def test_callbacks_may_write(subject: ModuleType, redis_url: str) -> None:
    """on_evict is told why, and may write to the same cache."""
    told: list[Any] = []

    def keep_count(key: Any, value: Any, reason: str) -> None:
        told.append((key, value, reason))
        if reason == "size" and key != "gone":
            cache["gone"] = cache.peek("gone", 0) + 1

    with opened(subject, redis_url, 2, on_evict=keep_count) as cache:
        for letter in "abc":
            cache[letter] = 1
        assert told[0] == ("a", 1, "size")
        check(cache.verify).returns(NO_DIFF)


def test_a_fork_is_not_the_owner(subject: ModuleType, redis_url: str) -> None:
    """A forked process may read what was in memory; it cannot write, and disturbs nobody."""
    with opened(subject, redis_url) as cache:
        cache["a"] = 1
        process = os.fork()
        if process == 0:
            code = 1
            try:
                if cache["a"] == 1:
                    cache["b"] = 2
            except subject.LruCacheError:
                code = 0
            finally:
                os._exit(code)
        assert os.waitpid(process, 0)[1] == 0
        cache["c"] = 3
        check(cache.verify).returns(NO_DIFF)
        check(list, live(cache)).returns(["a", "c"])
