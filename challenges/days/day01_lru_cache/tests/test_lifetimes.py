"""Stage 3: time to live, weights, callbacks."""

from __future__ import annotations

import logging
import math
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day01_lru_cache.tests.model import Model
from challenges.days.day01_lru_cache.tests.words import saying
from challenges.shared.clock import FakeClock
from challenges.shared.testing import check, live


def keys(cache: Any) -> list[Any]:
    """Returns the keys from the one used longest ago to the last one."""
    return [key for key, _ in cache.items_lru()]


# Time


def test_an_entry_lives_as_long_as_it_was_given(subject: ModuleType) -> None:
    """It is there until its time is over, to the moment, and then in no way of looking."""
    clock = FakeClock()
    cache = subject.LRUCache(3, ttl=10, clock=clock)
    cache["a"] = 1
    clock.advance(9.999)
    check(cache.get, "a").returns(1)
    assert cache.remaining("a") == pytest.approx(0.001)
    clock.advance(0.001)
    assert "a" not in cache
    check(cache.get, "a").returns(None)
    check(cache.peek, "a").returns(None)
    check(cache.touch, "a").returns(False)
    check(cache.pop, "a", "gone").returns("gone")
    check(cache.remaining, "a").raises(KeyError)
    assert (len(cache), list(cache)) == (0, [])
    check(cache.popitem).raises(KeyError)
    check(cache.stats).returns(subject.Stats(1, 1, 0, 1, 0, 0))


def test_time_counts_from_writing(subject: ModuleType) -> None:
    """Looking an entry up does not lengthen its life; writing it anew does."""
    clock = FakeClock()
    cache = subject.LRUCache(3, ttl=10, clock=clock)
    cache["a"] = 1
    clock.advance(6)
    cache["a"]
    cache.touch("a")
    clock.advance(4)
    assert "a" not in cache, "it was written 10 seconds ago"
    cache["b"] = 1
    clock.advance(6)
    cache["b"] = 2
    clock.advance(6)
    check(cache.get, "b").returns(2, why="it was written anew 6 seconds ago")


def test_a_time_of_its_own(subject: ModuleType) -> None:
    """put takes a time to live for one entry, longer, shorter or for ever."""
    clock = FakeClock()
    cache = subject.LRUCache(9, ttl=10, clock=clock)
    cache.put("short", 1, ttl=1)
    cache.put("usual", 1)
    cache.put("long", 1, ttl=100)
    cache.put("ever", 1, ttl=math.inf)
    check(cache.remaining, "long").returns(100.0)
    check(cache.remaining, "ever").returns(None)
    seen = []
    for seconds in (1, 9, 90):
        clock.advance(seconds)
        seen.append(keys(cache))
    assert seen == [["usual", "long", "ever"], ["long", "ever"], ["ever"]]
    plain = subject.LRUCache(2, clock=clock)
    plain.put("a", 1, ttl=5)
    plain["b"] = 2
    clock.advance(5)
    check(list, live(plain)).returns(["b"])


@pytest.mark.parametrize("ttl", [0, -1, math.nan])
def test_times_that_are_none(subject: ModuleType, ttl: float) -> None:
    """A time to live is above 0; a refused write changes nothing."""
    check(subject.LRUCache, 1, ttl=ttl).raises(ValueError)
    cache = subject.LRUCache(1)
    cache["a"] = 1
    check(cache.put, "a", 2, ttl=ttl).raises(ValueError)
    check(cache.get, "a").returns(1)


def test_the_dead_make_room_first(subject: ModuleType) -> None:
    """An expired entry does not fill the cache: no living one goes while there is one."""
    clock = FakeClock()
    cache = subject.LRUCache(3, clock=clock)
    cache["old"] = 1
    cache.put("dead", 1, ttl=1)
    cache["young"] = 1
    clock.advance(1)
    cache["new"] = 1
    check(keys, live(cache)).returns(["old", "young", "new"])
    check(cache.stats).returns(subject.Stats(0, 0, 0, 1, 3, 0))


def test_the_wall_clock_does_not_matter(subject: ModuleType) -> None:
    """Setting the clock back or forth changes no life."""
    clock = FakeClock()
    cache = subject.LRUCache(3, ttl=10, clock=clock)
    cache["a"] = 1
    clock.set_wall(0)
    assert "a" in cache
    clock.set_wall(9e9)
    assert "a" in cache
    clock.advance(10)
    assert "a" not in cache


def test_deadlines_of_replaced_entries_do_not_pile_up(subject: ModuleType) -> None:
    """Writing one key again and again takes no more memory; its last time counts."""
    clock = FakeClock()
    cache = subject.LRUCache(3, ttl=10, clock=clock)
    for number in range(2000):
        cache["a"] = number
        clock.advance(0.001)
    clock.advance(9.99)
    check(cache.get, "a").returns(1999)
    clock.advance(0.01)
    check(cache.get, "a").returns(None)
    check(lambda: cache.stats().expirations).returns(1)


# Weights


def test_weights(subject: ModuleType) -> None:
    """Entries weigh what `weigh` says; as many of the oldest go as must."""
    cache = subject.LRUCache(10, weigh=lambda key, value: len(value))
    cache["a"], cache["b"], cache["c"] = "xxxx", "xxx", "xxx"
    check(lambda: cache.stats().weight).returns(10)
    cache["d"] = "xxxxx"
    check(keys, live(cache)).returns(["c", "d"])
    cache["c"] = "xxxxxx"
    check(keys, live(cache)).returns(["c"], why="5 + 6 are more than 10")
    cache["empty"] = ""
    assert (len(cache), cache.stats().weight) == (2, 6)


def test_heavier_than_the_cache(subject: ModuleType) -> None:
    """What weighs more than the cache may is not kept, and nothing but its old value goes."""
    left: list[Any] = []
    cache = subject.LRUCache(
        5, weigh=lambda key, value: len(value), on_evict=lambda *event: left.append(event)
    )
    cache["a"], cache["b"] = "xx", "xx"
    cache["a"] = "xxxxxx"
    check(keys, live(cache)).returns(["b"])
    check(lambda: left).returns([("a", "xx", "replaced"), ("a", "xxxxxx", "size")])


def test_weighing_fails(subject: ModuleType) -> None:
    """What `weigh` raises reaches the caller, and so does a negative weight; nothing changes."""
    cache = subject.LRUCache(5, weigh=lambda key, value: len(value) - 1)
    cache["a"] = "xx"
    check(cache.__setitem__, "a", 5).raises(TypeError)
    check(cache.__setitem__, "b", "").raises(ValueError, **saying("-1"))
    check(list, live(cache.items_lru())).returns([("a", "xx")])
    assert cache.stats().weight == 1


# Callbacks


def test_reasons(subject: ModuleType) -> None:
    """Whatever leaves is told once, with key, value and why."""
    clock = FakeClock()
    left: list[Any] = []
    cache = subject.LRUCache(2, clock=clock, on_evict=lambda *event: left.append(event))
    cache["a"], cache["b"], cache["c"] = 1, 2, 3
    cache["c"] = 4
    cache.pop("b")
    cache.put("d", 5, ttl=1)
    cache.resize(1)
    clock.advance(1)
    len(cache)
    cache["e"] = 6
    cache.clear()
    check(lambda: left).returns(
        [
            ("a", 1, "size"),
            ("c", 3, "replaced"),
            ("b", 2, "deleted"),
            ("c", 4, "resize"),
            ("d", 5, "ttl"),
            ("e", 6, "deleted"),
        ]
    )


def test_a_callback_uses_the_cache(subject: ModuleType) -> None:
    """It is called when the work is done: it finds the cache whole and may change it."""
    seen: list[Any] = []

    def second_chance(key: Any, value: Any, reason: str) -> None:
        seen.append((key, reason, keys(cache)))
        if reason == "size" and value < 10:
            cache[key] = value + 10

    cache = subject.LRUCache(2, on_evict=second_chance)
    cache["a"], cache["b"], cache["c"] = 1, 2, 3
    assert seen[0] == ("a", "size", ["b", "c"])
    assert len(cache) == 2
    assert cache.stats().weight == 2


def test_a_callback_fails(subject: ModuleType, caplog: pytest.LogCaptureFixture) -> None:
    """What it raises is logged and counted; the operation and the other callbacks go on."""
    told: list[Any] = []

    def fail(key: Any, value: Any, reason: str) -> None:
        told.append(key)
        raise RuntimeError("callback")

    cache = subject.LRUCache(3, on_evict=fail)
    for letter in "abc":
        cache[letter] = 1
    with caplog.at_level(logging.WARNING):
        cache.resize(1)
    check(lambda: told).returns(["a", "b"])
    check(keys, live(cache)).returns(["c"])
    check(lambda: cache.stats().callback_errors).returns(2)
    assert len(caplog.records) == 2


def test_a_callback_may_raise(subject: ModuleType) -> None:
    """With callback_errors='raise' the first error reaches the caller, when all is done."""
    told: list[Any] = []

    def fail(key: Any, value: Any, reason: str) -> None:
        told.append(key)
        raise RuntimeError(key)

    cache = subject.LRUCache(3, on_evict=fail, callback_errors="raise")
    for letter in "abc":
        cache[letter] = 1
    check(cache.resize, 1).raises(RuntimeError, **saying("a"))
    check(lambda: told).returns(["a", "b"])
    check(keys, live(cache)).returns(["c"])
    check(subject.LRUCache, 1, callback_errors="ignore").raises(ValueError, **saying("ignore"))


def test_functions_with_a_time_to_live(subject: ModuleType) -> None:
    """A cached function computes again when a result is too old."""
    clock = FakeClock()
    moments: list[float] = []
    cached = subject.lru_cached(ttl=10, clock=clock)(lambda x: moments.append(clock.now()))
    cached(1)
    clock.advance(9)
    cached(1)
    assert len(moments) == 1
    clock.advance(1)
    cached(1)
    assert len(moments) == 2


steps = st.lists(
    st.one_of(
        st.tuples(st.just("write"), st.integers(0, 5)),
        st.tuples(st.just("get"), st.integers(0, 5)),
        st.tuples(st.just("pop"), st.integers(0, 5)),
        st.tuples(st.just("resize"), st.integers(0, 4)),
    ),
    max_size=40,
)


@given(st.integers(0, 4), steps)
def test_told_as_a_list_would(
    subject: ModuleType, maxsize: int, steps: list[tuple[str, int]]
) -> None:
    """Everything that leaves is told with the reason that a cache that is a list has."""
    left: list[Any] = []
    cache = subject.LRUCache(maxsize, on_evict=lambda *event: left.append(event))
    model = Model(maxsize)
    for number, (step, key) in enumerate(steps):
        if step == "write":
            cache[key] = number
            model.write(key, number)
        elif step == "get":
            assert cache.get(key) == model.get(key)
        elif step == "pop":
            cache.pop(key, None)
            model.pop(key)
        else:
            cache.resize(key)
            model.resize(key)
    check(lambda: left).returns(model.left, why=f"steps {steps}")
    check(list, live(cache.items_lru())).returns(model.pairs)
