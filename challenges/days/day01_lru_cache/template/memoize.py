"""`lru_cached`: a function that remembers its results."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, Protocol, TypeVar, overload

from challenges.shared.clock import SYSTEM, Clock

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
    raise NotImplementedError("lru_cached")
