"""Stage 2: a function that remembers its results, in threads and tasks."""

from __future__ import annotations

import asyncio
import copy
import functools
import gc
import pickle
import random
import threading
import weakref
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check, live, run_virtual

DEADLINE_S = 20.0


def counting(result: Callable[..., Any] = lambda *args: args) -> Any:
    """Returns a function that notes its calls in `calls`."""

    def function(*args: Any) -> Any:
        calls.append(args)
        return result(*args)

    calls: list[Any] = []
    function.calls = calls  # type: ignore[attr-defined]
    return function


def in_threads(number: int, function: Callable[[int], Any]) -> list[Any]:
    """Returns what the function returned, or raised, in each of so many threads."""
    results: list[Any] = [None] * number

    def run(place: int) -> None:
        try:
            results[place] = function(place)
        except BaseException as error:
            results[place] = error

    threads = [threading.Thread(target=run, args=[n], daemon=True) for n in range(number)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(DEADLINE_S)
        assert not thread.is_alive(), "a thread waits for ever"
    return results


# Results and keys


def test_a_result_is_computed_once(subject: ModuleType) -> None:
    """Equal calls compute once; the counts say so, and clearing begins anew."""
    function = counting()
    cached = subject.lru_cached(maxsize=2)(function)
    assert [cached(1), cached(1), cached(2), cached(3), cached(1)] == [(1,), (1,), (2,), (3,), (1,)]
    check(lambda: function.calls).returns([(1,), (2,), (3,), (1,)])
    check(cached.cache_info).returns(subject.CacheInfo(1, 4, 2, 2))
    cached.cache_clear()
    check(cached.cache_info).returns(subject.CacheInfo(0, 0, 2, 0))
    check(cached.cache_parameters).returns({"maxsize": 2, "typed": False})


def test_with_and_without_parentheses(subject: ModuleType) -> None:
    """The decorator takes the function directly, too, with room for 128 results."""

    @subject.lru_cached
    def double(x: int) -> int:
        """Doubles."""
        return 2 * x

    assert (double(3), double.__name__, double.__doc__) == (6, "double", "Doubles.")
    assert double.__wrapped__(4) == 8
    check(double.cache_info).returns(subject.CacheInfo(0, 1, 128, 1))


@pytest.mark.parametrize(
    ("calls", "typed", "computed"),
    [
        ([(1,), (1.0,), (True,)], False, 1),
        ([(1,), (1.0,), (True,)], True, 3),
        ([(1, 2), (1, 2.0)], True, 2),
        ([((1, 2),), (1, 2)], False, 2),
        ([("a", "b"), ("ab",)], False, 2),
        ([(None,), ()], False, 2),
    ],
)
def test_which_calls_are_equal(
    subject: ModuleType, calls: list[tuple[Any, ...]], typed: bool, computed: int
) -> None:
    """Arguments are equal as keys of a dict; typed tells their types apart; so do brackets."""
    function = counting()
    cached = subject.lru_cached(typed=typed)(function)
    for args in calls:
        cached(*args)
    check(lambda: len(function.calls)).returns(computed, why=f"calls with {calls}")


def test_keywords_are_no_positions(subject: ModuleType) -> None:
    """f(1, 2), f(1, b=2) and f(b=2, a=1) are kept apart; what would be ambiguous is not."""

    def function(*args: Any, **kwargs: Any) -> Any:
        return args, kwargs

    cached = subject.lru_cached()(function)
    calls: list[Any] = [
        ((1, 2), {}),
        ((1,), {"b": 2}),
        ((), {"b": 2, "a": 1}),
        ((1, "b", 2), {}),
        ((1, ("b", 2)), {}),
    ]
    for _ in range(2):
        for args, kwargs in calls:
            assert cached(*args, **kwargs) == (args, kwargs)
    check(cached.cache_info).returns(subject.CacheInfo(5, 5, 128, 5))


def test_a_key_of_ones_own(subject: ModuleType) -> None:
    """key makes the key of the arguments; what it raises reaches the caller."""
    function = counting()
    cached = subject.lru_cached(key=lambda text: text.lower())(function)
    assert (cached("A"), cached("a")) == (("A",), ("A",))
    check(cached, 1).raises(AttributeError)
    check(cached.cache_info).returns(subject.CacheInfo(1, 1, 128, 1))


def test_arguments_must_be_hashable(subject: ModuleType) -> None:
    """A list as an argument is a TypeError, and nothing is counted."""
    cached = subject.lru_cached()(counting())
    check(cached, [1]).raises(TypeError)
    check(cached.cache_info).returns(subject.CacheInfo(0, 0, 128, 0))


def test_an_argument_is_hashed_once(subject: ModuleType) -> None:
    """A slow __hash__ is called once a call, hit or miss."""

    class Slow:
        hashed = 0

        def __hash__(self) -> int:
            Slow.hashed += 1
            return 1

        def __eq__(self, other: object) -> bool:
            return isinstance(other, Slow)

    cached = subject.lru_cached(maxsize=1)(counting())
    for expected in (1, 2, 3):
        cached(Slow())
        assert Slow.hashed == expected
    cached(0)
    assert Slow.hashed == 3, "removing a result hashes its arguments again"


def test_none_is_a_result(subject: ModuleType) -> None:
    """A function that returns None is not computed again."""
    function = counting(lambda x: None)
    cached = subject.lru_cached()(function)
    assert (cached(1), cached(1), len(function.calls)) == (None, None, 1)


def test_errors_are_not_kept(subject: ModuleType) -> None:
    """What the function raises comes through unchanged, each time."""
    function = counting(lambda x: 1 // x)
    cached = subject.lru_cached()(function)
    for _ in range(2):
        with pytest.raises(ZeroDivisionError) as caught:
            cached(0)
        assert caught.value.__context__ is None
    assert len(function.calls) == 2
    check(cached.cache_info).returns(subject.CacheInfo(0, 2, 128, 0))


@pytest.mark.parametrize("maxsize", [0, -1])
def test_no_room(subject: ModuleType, maxsize: int) -> None:
    """maxsize 0 or less keeps nothing."""
    function = counting()
    cached = subject.lru_cached(maxsize=maxsize)(function)
    cached(1)
    cached(1)
    check(cached.cache_info).returns(subject.CacheInfo(0, 2, 0, 0))


@pytest.mark.parametrize("maxsize", [None, 3, 128])
def test_recursion(subject: ModuleType, maxsize: int | None) -> None:
    """A function may need its own results for other arguments."""

    @subject.lru_cached(maxsize=maxsize)
    def fib(n: int) -> Any:
        return n if n < 2 else fib(n - 1) + fib(n - 2)

    check(fib, 60).returns(1548008755920)
    assert fib.cache_info().misses == 61


def test_a_result_that_needs_itself(subject: ModuleType) -> None:
    """A call that needs its own result raises instead of waiting for ever; later calls work."""

    @subject.lru_cached()
    def circle(x: int) -> Any:
        return other(x) if x else 0

    @subject.lru_cached()
    def other(x: int) -> Any:
        return circle(x)

    assert issubclass(subject.ReentrantCall, subject.LruCacheError)
    check(circle, 1).raises(subject.ReentrantCall)
    check(circle, 0).returns(0)
    check(circle, 1).raises(subject.ReentrantCall)


def test_the_same_counts_as_functools(subject: ModuleType) -> None:
    """20,000 random calls have the results and the cache_info of functools.lru_cache."""
    source = random.Random(5)
    for maxsize in (0, 1, 7, 50, None):
        ours = subject.lru_cached(maxsize=maxsize)(lambda *args: args)
        theirs = functools.lru_cache(maxsize=maxsize)(lambda *args: args)
        for _ in range(4000):
            args = tuple(source.randrange(9) for _ in range(source.randrange(3)))
            assert ours(*args) == theirs(*args)
        assert ours.cache_info() == theirs.cache_info()


def test_a_cache_of_ones_own(subject: ModuleType) -> None:
    """cache is where results are kept; a time to live is its own affair then."""
    cache = subject.LRUCache(2)
    cached = subject.lru_cached(cache=cache, key=lambda x: ("square", x))(lambda x: x * x)
    assert [cached(x) for x in (1, 2, 3, 3)] == [1, 4, 9, 9]
    check(list, live(cache)).returns([("square", 2), ("square", 3)])
    check(cached.cache_info).returns(subject.CacheInfo(1, 3, 2, 2))
    check(subject.lru_cached, cache=live(cache), ttl=1).raises(TypeError)


def module_level(x: int) -> int:
    """A function that pickle finds by its name."""
    return x


def test_it_is_a_function(subject: ModuleType) -> None:
    """Copies of it are it; built-in functions can be decorated."""
    cached = subject.lru_cached()(lambda x: x)
    assert copy.copy(cached) is cached
    assert copy.deepcopy(cached) is cached
    assert pickle.loads(pickle.dumps(module_level)) is module_level
    longest = subject.lru_cached()(max)
    assert longest(1, 5, 3) == 5


# Methods


def test_methods(subject: ModuleType) -> None:
    """Results are kept for each object, and the objects are not kept alive by them."""

    class Box:
        def __init__(self, size: int) -> None:
            self.size = size

        @subject.lru_cached(maxsize=10)
        def plus(self, x: int) -> int:
            return self.size + x

    one, two = Box(10), Box(20)
    assert [one.plus(1), two.plus(1), one.plus(1)] == [11, 21, 11]
    check(Box.plus.cache_info).returns(subject.CacheInfo(1, 2, 10, 2))
    gone = weakref.ref(one)
    gc.disable()
    try:
        del one
        assert gone() is None, "the cache keeps the object alive"
    finally:
        gc.enable()
    two.plus(2)
    check(lambda: Box.plus.cache_info().currsize).returns(2, why="results of the dead are removed")


def test_methods_of_what_knows_no_weak_references(subject: ModuleType) -> None:
    """An object that cannot be referred to weakly is cached like any argument."""

    class Small(int):
        @subject.lru_cached()
        def plus(self, x: int) -> int:
            return self + x

    assert [Small(3).plus(1), Small(3).plus(1)] == [4, 4]
    check(Small.plus.cache_info).returns(subject.CacheInfo(1, 1, 128, 1))


# Threads


def test_threads_compute_once(subject: ModuleType) -> None:
    """Eight threads that want one result wait for the one that computes it."""
    computing, go = threading.Event(), threading.Event()
    calls: list[int] = []

    @subject.lru_cached()
    def slow(x: int) -> int:
        calls.append(x)
        computing.set()
        assert go.wait(DEADLINE_S)
        return x * 10

    def first_or_waiting(place: int) -> int:
        if place:
            assert computing.wait(DEADLINE_S)
        if place == 7:
            threading.Timer(0.05, go.set).start()
        result: int = slow(4)
        return result

    assert in_threads(8, first_or_waiting) == [40] * 8
    assert calls == [4]
    check(slow.cache_info).returns(subject.CacheInfo(7, 1, 128, 1))


def test_a_failure_is_not_shared(subject: ModuleType) -> None:
    """If the computation fails, one of those who wait computes again."""
    computing, go = threading.Event(), threading.Event()
    calls: list[int] = []

    @subject.lru_cached()
    def slow(x: int) -> int:
        calls.append(x)
        if len(calls) == 1:
            computing.set()
            assert go.wait(DEADLINE_S)
            raise OSError("the first one fails")
        return x * 10

    def call(place: int) -> Any:
        if place:
            assert computing.wait(DEADLINE_S)
        if place == 3:
            threading.Timer(0.05, go.set).start()
        return slow(4)

    first, *others = in_threads(4, call)
    assert isinstance(first, OSError)
    assert others == [40, 40, 40]
    assert calls == [4, 4]


def test_two_threads_that_need_each_other(subject: ModuleType) -> None:
    """Where two computations wait for each other's result, one gets ReentrantCall."""
    both = threading.Barrier(2)
    met: set[str] = set()

    def meet(name: str) -> None:
        if name not in met:
            met.add(name)
            both.wait(DEADLINE_S)

    @subject.lru_cached()
    def left(x: int) -> Any:
        meet("left")
        return right(x)

    @subject.lru_cached()
    def right(x: int) -> Any:
        meet("right")
        return left(x)

    found = in_threads(2, lambda place: [left, right][place](1))
    errors = [one for one in found if isinstance(one, subject.ReentrantCall)]
    assert errors, found


def test_clearing_while_computing(subject: ModuleType) -> None:
    """A result whose computation began before cache_clear is not kept."""
    computing, go = threading.Event(), threading.Event()

    @subject.lru_cached()
    def slow(x: int) -> int:
        computing.set()
        assert go.wait(DEADLINE_S)
        return x

    def call(place: int) -> Any:
        if place == 0:
            return slow(1)
        assert computing.wait(DEADLINE_S)
        slow.cache_clear()
        go.set()
        return None

    assert in_threads(2, call) == [1, None]
    check(slow.cache_info).returns(subject.CacheInfo(0, 0, 128, 0))


def test_many_threads(subject: ModuleType) -> None:
    """No call is lost and no result is wrong when threads share a small cache."""
    cached = subject.lru_cached(maxsize=5)(lambda x: x * 2)

    def call(place: int) -> bool:
        source = random.Random(place)
        return all(cached(x) == 2 * x for x in (source.randrange(10) for _ in range(500)))

    assert in_threads(6, call) == [True] * 6
    info = cached.cache_info()
    assert info.hits + info.misses == 3000
    assert info.currsize == 5


def test_without_waiting(subject: ModuleType) -> None:
    """single_flight=False computes in every thread, as functools does."""
    together = threading.Barrier(3)

    @subject.lru_cached(single_flight=False)
    def slow(x: int) -> int:
        together.wait(DEADLINE_S)
        return x

    assert in_threads(3, lambda _: slow(1)) == [1, 1, 1]
    check(slow.cache_info).returns(subject.CacheInfo(0, 3, 128, 1))


# Tasks


def test_tasks_compute_once(subject: ModuleType) -> None:
    """Tasks that want one result of a coroutine function share one computation."""
    calls: list[int] = []

    @subject.lru_cached()
    async def slow(x: int) -> int:
        calls.append(x)
        await asyncio.sleep(10)
        return x * 10

    async def main() -> list[Any]:
        return [*await asyncio.gather(*(slow(x) for x in (1, 2, 1, 1))), await slow(2)]

    assert run_virtual(main()) == [10, 20, 10, 10, 20]
    assert calls == [1, 2]
    check(slow.cache_info).returns(subject.CacheInfo(3, 2, 128, 2))


def test_a_cancelled_computation_is_taken_over(subject: ModuleType) -> None:
    """Who waits for a task that is cancelled computes; who is cancelled waiting harms nobody."""
    calls: list[int] = []

    @subject.lru_cached()
    async def slow(x: int) -> int:
        calls.append(x)
        await asyncio.sleep(10)
        return x * 10

    async def main() -> list[Any]:
        tasks = [asyncio.ensure_future(slow(1)) for _ in range(4)]
        await asyncio.sleep(1)
        tasks[0].cancel()
        tasks[2].cancel()
        return await asyncio.gather(*tasks, return_exceptions=True)

    first, second, third, fourth = run_virtual(main())
    assert isinstance(first, asyncio.CancelledError)
    assert isinstance(third, asyncio.CancelledError)
    assert (second, fourth, calls) == (10, 10, [1, 1])


def test_a_task_that_waits_for_its_parent(subject: ModuleType) -> None:
    """A computation whose own child task needs its result raises instead of hanging."""

    @subject.lru_cached()
    async def circle(x: int) -> Any:
        return await asyncio.gather(circle(x))

    async def main() -> None:
        with pytest.raises(subject.ReentrantCall):
            await circle(1)

    run_virtual(main())
