"""`lru_cached`: a function that remembers its results."""

from __future__ import annotations

import inspect
import threading
from collections.abc import Callable, Hashable
from functools import partial, update_wrapper
from typing import Any, Protocol, TypeVar, cast, overload

from challenges.shared.clock import SYSTEM, Clock

from .cache import LRUCache
from .call_keys import WeakSelf, call_key
from .flights import FAILED, Flight
from .stats import CacheInfo

R = TypeVar("R")
_MISSING: Any = object()


class Policy(Protocol):
    """What decides which results are kept: a bounded mapping, such as LRUCache or PersistentLRU.

    One that is not safe to use from several threads has a `lock` to hold around each call.
    """

    @property
    def maxsize(self) -> int | None:
        """How much is kept."""

    def get(self, key: Any, default: Any = None) -> Any:
        """Return a value and note its use, else the default."""

    def put(self, key: Any, value: Any, *, ttl: float | None = None) -> None:
        """Write a value."""

    def pop(self, key: Any, default: Any = None) -> Any:
        """Remove a value."""

    def clear(self) -> None:
        """Remove all."""

    def __len__(self) -> int: ...


class CachedFunction(Protocol[R]):
    """A function with a cache before it."""

    __wrapped__: Callable[..., R]

    def __call__(self, *args: Any, **kwargs: Any) -> R: ...

    def cache_info(self) -> CacheInfo:
        """Return hits, misses, the largest and the present size."""

    def cache_clear(self) -> None:
        """Forget all results, also those being computed, and count from 0."""

    def cache_parameters(self) -> dict[str, Any]:
        """Return `maxsize` and `typed`."""


@overload
def lru_cached(maxsize: Callable[..., R]) -> CachedFunction[R]: ...
@overload
def lru_cached(
    maxsize: int | None = 128,
    typed: bool = False,
    key: Callable[..., Hashable] | None = None,
    ttl: float | None = None,
    cache: Policy | None = None,
    *,
    single_flight: bool = True,
    clock: Clock = SYSTEM,
) -> Callable[[Callable[..., R]], CachedFunction[R]]: ...
def lru_cached(
    maxsize: int | Callable[..., R] | None = 128,
    typed: bool = False,
    key: Callable[..., Hashable] | None = None,
    ttl: float | None = None,
    cache: Policy | None = None,
    *,
    single_flight: bool = True,
    clock: Clock = SYSTEM,
) -> Any:
    """Decorate a function, method or coroutine function so that it remembers its results.

    What it is called with must be hashable. Exceptions are not remembered. When several threads or
    tasks want one result that is not there, one computes and the others wait; if it fails, one of
    them computes again. A method, whose first parameter is called `self`, keeps its objects alive
    no longer than its callers do, if these know weak references.

        >>> @lru_cached(maxsize=2)
        ... def square(x):
        ...     return x * x
        >>> square(3), square(3), square.cache_info()
        (9, 9, CacheInfo(hits=1, misses=1, maxsize=2, currsize=1))

    Args:
        maxsize: Results that are kept; None is without bound, 0 (or less) nothing. Without
            parentheses, the function.
        typed: Whether arguments that are equal but of different types, as 1 and 1.0, differ.
        key: Makes the key of the arguments instead.
        ttl: Seconds that a result is good for.
        cache: Where the results are kept, if it is to be shared or outlive the process; its size
            and time to live count then, and `key` must tell functions apart.
        single_flight: Whether equal calls at the same time compute once; if not, each computes, as
            with `functools.lru_cache`.
        clock: Where the time comes from.

    Raises:
        ReentrantCall: By a call whose result is needed to compute itself.
        TypeError: `ttl` is given together with `cache`; or what is decorated is no function.
    """
    if callable(maxsize):
        return lru_cached()(maxsize)
    size = None if maxsize is None else max(maxsize, 0)
    if cache is not None and ttl is not None:
        raise TypeError("ttl is the cache's own, where one is given")

    def decorate(function: Callable[..., R]) -> CachedFunction[R]:
        made = cache if cache is not None else partial(_own_cache, size, ttl, clock)
        memo = _Memo(function, typed, key, single_flight, made)
        kind = _coroutine_function if inspect.iscoroutinefunction(function) else _plain_function
        wrapper = cast("Any", update_wrapper(kind(function, memo), function))
        wrapper.cache_info = memo.info
        wrapper.cache_clear = memo.clear
        wrapper.cache_parameters = lambda: {"maxsize": memo.cache.maxsize, "typed": typed}
        return cast("CachedFunction[R]", wrapper)

    return decorate


def _own_cache(maxsize: int | None, ttl: float | None, clock: Clock, on_evict: Any) -> Policy:
    return LRUCache(maxsize, ttl=ttl, clock=clock, on_evict=on_evict)


class _Memo:
    """What a cached function knows."""

    def __init__(
        self,
        function: Callable[..., Any],
        typed: bool,
        key: Callable[..., Hashable] | None,
        single_flight: bool,
        cache: Policy | Callable[[Any], Policy],
    ) -> None:
        self.hits = self.misses = 0
        self.key: Callable[[tuple[Any, ...], dict[str, Any]], Hashable]
        self._kept: Callable[[Hashable], None] | None = None
        on_evict = None
        if key is not None:
            self.key = lambda args, kwargs: key(*args, **kwargs)
        elif _first_parameter(function) == "self":
            weak = WeakSelf(lambda key: self.cache.pop(key, None))
            self.key = lambda args, kwargs: weak.key(args, kwargs, typed)
            self._kept = weak.kept
            on_evict = weak.left
        else:
            self.key = lambda args, kwargs: call_key(args, kwargs, typed)
        self.cache: Policy = cache(on_evict) if callable(cache) else cache
        # A cache without a lock guards itself, and may take its time for writing.
        self._guards_itself = not hasattr(self.cache, "lock")
        self.lock = getattr(self.cache, "lock", None) or threading.RLock()
        self._single = single_flight and self.cache.maxsize != 0
        self._flights: dict[Hashable, Flight] = {}

    def board(self, key: Hashable) -> tuple[Flight, bool]:
        """Return the flight of a key, and whether the caller has to fly it; under the lock."""
        flight = self._flights.get(key)
        if flight is not None:
            flight.expect()
            return flight, False
        self.misses += 1
        flight = Flight(key)
        if self._single:
            self._flights[key] = flight
        return flight, True

    def keep(self, flight: Flight, value: Any) -> None:
        """Keep a result, unless all was forgotten in the meantime, and give it to who waits."""
        with self.lock:
            wanted = not self._single or self._flights.get(flight.key) is flight
            if wanted and not self._guards_itself:
                self._put(flight.key, value)
        if wanted and self._guards_itself:
            self._put(flight.key, value)
        self.end(flight, value)

    def _put(self, key: Hashable, value: Any) -> None:
        if self._kept is not None:
            self._kept(key)
        self.cache.put(key, value)

    def end(self, flight: Flight, value: Any = FAILED) -> None:
        """End a flight; those who wait get the value."""
        with self.lock:
            if self._flights.get(flight.key) is flight:
                del self._flights[flight.key]
        flight.land(value)

    def info(self) -> CacheInfo:
        """Return hits, misses, the largest and the present size."""
        with self.lock:
            return CacheInfo(self.hits, self.misses, self.cache.maxsize, self.cache.__len__())

    def clear(self) -> None:
        """Forget all results, also those being computed, and count from 0."""
        with self.lock:
            self.cache.clear()
            self._flights.clear()
            self.hits = self.misses = 0


def _plain_function(function: Callable[..., Any], memo: _Memo) -> Callable[..., Any]:
    lock, lookup, make_key = memo.lock, memo.cache.get, memo.key

    def wrapper(*args: Any, **kwargs: Any) -> Any:
        key = make_key(args, kwargs)
        while True:
            with lock:
                value = lookup(key, _MISSING)
                if value is not _MISSING:
                    memo.hits += 1
                    return value
                flight, mine = memo.board(key)
            if mine:
                break
            value = flight.wait()
            if value is not FAILED:
                with lock:
                    memo.hits += 1
                return value
        try:
            with flight:
                value = function(*args, **kwargs)
            memo.keep(flight, value)
        except BaseException:
            memo.end(flight)
            raise
        return value

    return wrapper


def _coroutine_function(function: Callable[..., Any], memo: _Memo) -> Callable[..., Any]:
    lock, lookup, make_key = memo.lock, memo.cache.get, memo.key

    async def wrapper(*args: Any, **kwargs: Any) -> Any:
        key = make_key(args, kwargs)
        while True:
            with lock:
                value = lookup(key, _MISSING)
                if value is not _MISSING:
                    memo.hits += 1
                    return value
                flight, mine = memo.board(key)
            if mine:
                break
            value = await flight.wait_async()
            if value is not FAILED:
                with lock:
                    memo.hits += 1
                return value
        try:
            with flight:
                value = await function(*args, **kwargs)
            memo.keep(flight, value)
        except BaseException:  # also when this task is cancelled: another one computes then
            memo.end(flight)
            raise
        return value

    return wrapper


def _first_parameter(function: Callable[..., Any]) -> str:
    try:
        return next(iter(inspect.signature(function).parameters), "")
    except (TypeError, ValueError):  # a built-in function without a signature
        return ""
