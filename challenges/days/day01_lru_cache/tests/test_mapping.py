"""Stage 1: a bounded mapping that keeps what was used last."""

from __future__ import annotations

import copy
import gc
import pickle
import weakref
from types import ModuleType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.days.day01_lru_cache.tests.model import Model
from challenges.days.day01_lru_cache.tests.words import saying
from challenges.shared.testing import Counted, Tally, check, cpu_growth, live


def order(cache: Any) -> list[Any]:
    """Returns the keys from the one used longest ago to the last one."""
    return [key for key, _ in cache.items_lru()]


def filled(subject: ModuleType, maxsize: int, keys: str) -> Any:
    """Returns a cache into which the letters were written, one after the other."""
    cache = subject.LRUCache(maxsize)
    for key in keys:
        cache[key] = key.upper()
    return cache


# What stays


def test_the_one_used_longest_ago_goes(subject: ModuleType) -> None:
    """A full cache lets go of the entry that was written first, if none was looked up."""
    check(order, live(filled(subject, 2, "abc"))).returns(["b", "c"])


@pytest.mark.parametrize("use", ["[]", "get", "setdefault", "touch", "write"])
def test_what_counts_as_use(subject: ModuleType, use: str) -> None:
    """Looking up by [], get or setdefault, touching and writing make an entry the last used."""
    cache = filled(subject, 3, "abc")
    uses = {
        "[]": lambda: cache["a"],
        "get": lambda: cache.get("a"),
        "setdefault": lambda: cache.setdefault("a", "new"),
        "touch": lambda: cache.touch("a"),
        "write": lambda: cache.__setitem__("a", "A"),
    }
    uses[use]()
    check(order, live(cache)).returns(["b", "c", "a"], why=f"a was used by {use}")
    cache["d"] = "D"
    check(order, live(cache)).returns(["c", "a", "d"])


def test_what_is_no_use(subject: ModuleType) -> None:
    """in, peek, len, iteration, items, values and comparison leave order and statistics alone."""
    cache = filled(subject, 3, "abc")
    before = cache.stats()
    assert "a" in cache
    check(cache.peek, "a").returns("A")
    check(cache.peek, "z", 0).returns(0)
    assert len(cache) == 3
    check(list, live(cache)).returns(["a", "b", "c"])
    check(list, live(cache.items())).returns([("a", "A"), ("b", "B"), ("c", "C")])
    check(list, live(cache.values())).returns(["A", "B", "C"])
    assert ("a", "A") in cache.items()
    assert ("a", "B") not in cache.items()
    assert ("z", "A") not in cache.items()
    assert "A" in cache.values()
    assert cache == {"a": "A", "b": "B", "c": "C"}
    check(order, live(cache)).returns(["a", "b", "c"])
    check(cache.stats).returns(before)


def test_replacing_removes_no_other(subject: ModuleType) -> None:
    """Writing a key that is there needs no room, also in a full cache."""
    cache = filled(subject, 2, "ab")
    cache["a"] = "new"
    check(list, live(cache.items_lru())).returns([("b", "B"), ("a", "new")])
    check(cache.stats).returns(subject.Stats(0, 0, 0, 0, 2, 0))


def test_no_room_at_all(subject: ModuleType) -> None:
    """A cache of size 0 stores nothing, and says so by an eviction."""
    cache = filled(subject, 0, "ab")
    assert len(cache) == 0
    check(cache.get, "a").returns(None)
    check(cache.stats).returns(subject.Stats(0, 1, 2, 0, 0, 0))


def test_one_entry(subject: ModuleType) -> None:
    """A cache of size 1 has the last one."""
    check(order, live(filled(subject, 1, "abcb"))).returns(["b"])


def test_without_bound(subject: ModuleType) -> None:
    """maxsize None keeps everything."""
    cache = subject.LRUCache(None)
    for number in range(1000):
        cache[number] = number
    assert len(cache) == 1000
    check(lambda: cache.maxsize).returns(None)


# What a mapping does


def test_lookups_are_counted(subject: ModuleType) -> None:
    """Each lookup by [], get or setdefault is a hit or a miss."""
    cache = filled(subject, 2, "abc")
    cache["b"]
    cache.get("c")
    cache.get("a")
    cache.setdefault("x", 1)
    check(cache.__getitem__, "a").raises(KeyError)
    check(cache.stats).returns(subject.Stats(2, 3, 2, 0, 2, 0))


def test_none_is_a_value(subject: ModuleType) -> None:
    """None is found, in every way of looking."""
    cache = subject.LRUCache(2)
    cache["a"] = None
    check(cache.get, "a", "default").returns(None)
    check(cache.peek, "a", "default").returns(None)
    check(cache.setdefault, "a", "default").returns(None)
    check(cache.pop, "a", "default").returns(None)
    assert "a" not in cache


def test_keys_are_equal_as_in_a_dict(subject: ModuleType) -> None:
    """1, 1.0 and True are one key; a key that cannot be hashed changes nothing."""
    cache = subject.LRUCache(3)
    cache[1] = "int"
    cache[True] = "bool"
    assert len(cache) == 1
    check(cache.get, 1.0).returns("bool")
    check(cache.__setitem__, [], 0).raises(TypeError)
    check(cache.get, []).raises(TypeError)
    assert len(cache) == 1


def test_pop(subject: ModuleType) -> None:
    """pop removes and returns, or returns the default, or raises KeyError with the key."""
    cache = filled(subject, 3, "abc")
    check(cache.pop, "b").returns("B")
    check(cache.pop, "b", 0).returns(0)
    check(cache.pop, "b").raises(KeyError)
    check(cache.__delitem__, "b").raises(KeyError)
    del cache["a"]
    check(order, live(cache)).returns(["c"])
    assert cache.stats().weight == 1


def test_popitem_begins_with_the_oldest(subject: ModuleType) -> None:
    """popitem removes the entry used longest ago; an empty cache raises KeyError."""
    cache = filled(subject, 3, "abc")
    cache["a"]
    check(cache.popitem).returns(("b", "B"))
    check(cache.popitem).returns(("c", "C"))
    check(cache.popitem).returns(("a", "A"))
    check(cache.popitem).raises(KeyError)


def test_clear_and_update(subject: ModuleType) -> None:
    """clear removes everything but the statistics, update writes in order."""
    cache = filled(subject, 3, "abc")
    cache["a"]
    cache.clear()
    assert len(cache) == 0
    assert cache.stats() == subject.Stats(1, 0, 0, 0, 0, 0)
    cache.update({"x": 1, "y": 2}, z=3, w=4)
    check(order, live(cache)).returns(["y", "z", "w"])


def test_resize(subject: ModuleType) -> None:
    """A smaller size removes at once, a larger one lets more in; a negative one is refused."""
    cache = filled(subject, 4, "abcd")
    cache["a"]
    cache.resize(2)
    check(order, live(cache)).returns(["d", "a"])
    check(lambda: cache.maxsize).returns(2)
    cache.resize(3)
    cache["e"] = "E"
    check(order, live(cache)).returns(["d", "a", "e"])
    check(cache.resize, -1).raises(ValueError, **saying("-1"))
    check(subject.LRUCache, -1).raises(ValueError, **saying("-1"))


def test_changing_while_iterating(subject: ModuleType) -> None:
    """Iteration goes over the keys there were at its beginning, whatever is done meanwhile."""
    cache = filled(subject, 3, "abc")
    seen = []
    for key in cache:
        seen.append(key)
        cache.get("a")
        cache[key + key] = 1
    check(lambda: seen).returns(["a", "b", "c"])


def test_no_copies(subject: ModuleType) -> None:
    """A cache is not copied or pickled: two would share, or silently forget, its order."""
    cache = filled(subject, 3, "abc")
    check(copy.copy, live(cache)).raises(TypeError)
    check(pickle.dumps, live(cache)).raises(TypeError)
    cache["d"] = "D"
    check(order, live(cache)).returns(["b", "c", "d"])


@given(st.integers(0, 4), st.lists(st.tuples(st.sampled_from("gpxtr"), st.integers(0, 5))))
def test_like_a_list(subject: ModuleType, maxsize: int, steps: list[tuple[str, int]]) -> None:
    """Any sequence of operations has the answers, and the order, of a cache that is a list."""
    cache, model = subject.LRUCache(maxsize), Model(maxsize)
    for number, (step, key) in enumerate(steps):
        if step == "g":
            check(cache.get, key).returns(model.get(key))
        elif step == "p":
            cache[key] = number
            model.write(key, number)
        elif step == "x":
            cache.pop(key, None)
            model.pop(key)
        elif step == "t":
            check(cache.touch, key).returns(key in dict(model.pairs))
            model.get(key)
        else:
            cache.resize(key)
            model.resize(key)
        check(list, live(cache.items_lru())).returns(
            model.pairs, why=f"after {steps[: number + 1]}"
        )


# Keys that are foreign code


class Colliding:
    """Keys of one hash, which do something when they are compared."""

    def __init__(self, name: str) -> None:
        self.name = name
        self.action: Any = lambda: None

    def __hash__(self) -> int:
        return 7

    def __eq__(self, other: object) -> bool:
        self.action()
        return isinstance(other, Colliding) and self.name == other.name

    def __repr__(self) -> str:
        return self.name


def whole(cache: Any, keys: list[Any]) -> None:
    """Checks that order, length, weight and lookups agree."""
    found = [key for key, _ in cache.items_lru()]
    assert len(found) == len(set(map(id, found))) == len(cache) == cache.stats().weight
    for key in keys:
        assert (key in found) is (key in cache), key


def test_comparing_raises(subject: ModuleType) -> None:
    """What __eq__ raises reaches the caller, and the cache stays whole."""

    def fail() -> None:
        raise RuntimeError("cannot compare")

    keys = [Colliding(name) for name in "abcde"]
    cache = subject.LRUCache(3)
    for key in keys[:3]:
        cache[key] = key.name
    for step in (
        lambda: cache.get(keys[3]),
        lambda: cache.__setitem__(keys[3], 1),
        lambda: cache.pop(keys[4], None),
    ):
        for key in keys:
            key.action = fail
        check(step).raises(RuntimeError)
        for key in keys:
            key.action = lambda: None
        whole(cache, keys)
    cache[keys[4]] = "e"
    whole(cache, keys)


@pytest.mark.parametrize("inner", ["clear", "put", "pop", "evict", "same"])
@pytest.mark.parametrize("outer", ["get", "put", "new", "pop", "popitem", "resize"])
def test_comparing_uses_the_cache(subject: ModuleType, outer: str, inner: str) -> None:
    """A key whose __eq__ changes the cache in the middle of an operation leaves it whole."""
    keys = [Colliding(name) for name in "abcdefgh"]
    cache = subject.LRUCache(3)
    for key in keys[:3]:
        cache[key] = key.name
    inners = {
        "clear": cache.clear,
        "put": lambda: cache.__setitem__(keys[5], 5),
        "pop": lambda: cache.pop(keys[0], None),
        "evict": cache.popitem,
        "same": lambda: cache.__setitem__(Colliding("d"), 4),
    }
    outers = {
        "get": lambda: cache.get(Colliding("c")),
        "put": lambda: cache.__setitem__(Colliding("c"), 1),
        "new": lambda: cache.__setitem__(Colliding("d"), 1),
        "pop": lambda: cache.pop(Colliding("c"), None),
        "popitem": cache.popitem,
        "resize": lambda: cache.resize(1),
    }
    left = [3]

    def act() -> None:
        if left[0]:
            left[0] -= 1
            try:
                inners[inner]()
            except KeyError:
                assert inner == "evict"

    for key in keys:
        key.action = act
    try:
        outers[outer]()
    except KeyError:
        assert outer == "popitem"
    left[0] = 0
    whole(cache, keys)
    for number in range(5):
        cache[f"other {number}"] = number
        whole(cache, keys)
    assert len(cache) == cache.maxsize


def test_a_key_that_changes_its_hash(subject: ModuleType) -> None:
    """It is not found any more, but it does not stay for ever, and nothing hangs."""

    class Changing:
        number = 1

        def __hash__(self) -> int:
            return self.number

    key = Changing()
    cache = subject.LRUCache(2)
    cache[key] = 1
    key.number = 2
    for other in "abc":
        cache[other] = other
    check(order, live(cache)).returns(["b", "c"])


# What it costs


def test_the_order_is_not_searched(subject: ModuleType) -> None:
    """Looking up, writing and removing in a cache of 2000 compare and hash a few keys only."""
    tally = Tally(what="comparisons and hashes")
    keys = [Counted(number, tally) for number in range(2400)]
    cache = subject.LRUCache(2000)
    for key in keys[:2000]:
        cache[key] = 1
    tally.count, tally.limit = 0, 200 * 12
    for number in range(900, 1100):
        cache.get(keys[number])
        cache[keys[number + 1000]] = 2
        cache.pop(keys[number + 200], None)


def test_cost_does_not_grow(subject: ModuleType) -> None:
    """The time of a fixed number of operations is the same in a large cache."""

    def make(size: int) -> tuple[Any, int]:
        cache = subject.LRUCache(size)
        for number in range(size):
            cache[number] = number
        return cache, size

    def use(cache: Any, size: int) -> None:
        for number in range(300):
            cache.get(number * 7 % size)
            cache[-number - 1] = 1
            cache.pop(number, None)

    growth = cpu_growth(make, use, [500, 2000, 8000], rounds=3)
    assert growth < 0.5, f"time grows as size ** {growth:.2f}; it should not grow"


def test_resizing_costs_what_is_removed(subject: ModuleType) -> None:
    """Taking ten entries out by resizing looks at a few keys, not at all."""
    tally = Tally(what="comparisons and hashes")
    cache = subject.LRUCache(1000)
    for number in range(1000):
        cache[Counted(number, tally)] = 1
    tally.count, tally.limit = 0, 100
    cache.resize(990)
    assert len(cache) == 990


def test_values_are_freed_at_once(subject: ModuleType) -> None:
    """What leaves the cache, and all of it when the cache goes, is freed without the collector."""

    class Value:
        pass

    gc.collect()
    gc.disable()
    try:
        cache = subject.LRUCache(3)
        seen = []
        for number in range(5):
            value = Value()
            seen.append(weakref.ref(value))
            cache[number] = value
            del value
        assert [one() is None for one in seen] == [True, True, False, False, False]
        del cache[2]
        assert seen[2]() is None
        del cache
        assert [one() for one in seen] == [None] * 5
    finally:
        gc.enable()


def test_a_destructor_uses_the_cache(subject: ModuleType) -> None:
    """A value that, when freed, writes into the cache finds it whole."""
    cache = subject.LRUCache(2)

    class Value:
        def __del__(self) -> None:
            if len(cache) and cache.stats().evictions < 20:
                cache["late"] = 1

    for number in range(6):
        cache[number] = Value()
    whole(cache, list(range(6)))
    cache.resize(0)
    check(order, live(cache)).returns([])
