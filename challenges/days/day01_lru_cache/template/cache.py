"""The bounded mapping; an LRU cache."""

from __future__ import annotations

from collections.abc import Callable, Hashable, ItemsView, Iterator, MutableMapping, ValuesView
from typing import Any, Literal, TypeVar, overload

from challenges.shared.clock import SYSTEM, Clock

from .stats import Stats

Reason = Literal["size", "ttl", "replaced", "deleted", "resize"]
K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
D = TypeVar("D")
_MISSING: Any = object()


class LRUCache(MutableMapping[K, V]):
    """A mapping that keeps what was used last.

    Looking an entry up by `[]`, `get` or `setdefault` makes it the most recently used one, and so
    does writing it; `in`, `peek`, `len` and iteration do not. Iteration goes from the entry used
    longest ago to the last one, over the keys there were at its beginning. Keys are equal as in a
    dict: 1, 1.0 and True are one key. Values are handed out as they are, not copied. An expired
    entry is never served, and makes room before any other does.

    Not safe to use from several threads at once; `lock` is there for those who share one.

        >>> cache = LRUCache(2)
        >>> cache["a"], cache["b"] = 1, 2
        >>> cache["a"]
        1
        >>> cache["c"] = 3
        >>> list(cache.items_lru())
        [('a', 1), ('c', 3)]

    Complexity: `get`, `[]`, `put`, `pop`, `popitem`, `peek`, `touch`: O(1), or O(log n) for entries
    with a time to live; `resize`: O(removed); `clear`, iteration: O(n).
    """

    def __init__(
        self,
        maxsize: int | None,
        *,
        ttl: float | None = None,
        weigh: Callable[[K, V], float] | None = None,
        clock: Clock = SYSTEM,
        on_evict: Callable[[K, V, Reason], object] | None = None,
        callback_errors: Literal["log", "raise"] = "log",
    ) -> None:
        """Make an empty cache.

        Args:
            maxsize: What its entries may weigh together; by default each weighs 1. With 0 nothing
                is kept, with None everything.
            ttl: Seconds that an entry lives, counted from its writing; None is for ever.
            weigh: Tells what an entry weighs, at least 0. One that weighs more than `maxsize` is
                not kept.
            clock: Where the time comes from; its monotonic one counts.
            on_evict: Called with key, value and reason for each entry that was there or would have
                been, after the operation that removed it: `size` for want of room, `ttl` when its
                time was over, `replaced` by another value of the same key, `deleted` by the caller,
                `resize`. It may use the cache.
            callback_errors: Whether what it raises is logged and counted only, or also raised, when
                all is done.

        Raises:
            ValueError: `maxsize` is negative, or `ttl` not above 0.
        """
        raise NotImplementedError("LRUCache.__init__")

    def __getitem__(self, key: K) -> V:
        raise NotImplementedError("LRUCache.__getitem__")

    @overload
    def get(self, key: K, default: None = None) -> V | None: ...

    @overload
    def get(self, key: K, default: V | D) -> V | D: ...

    def get(self, key: K, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        raise NotImplementedError("LRUCache.get")

    def peek(self, key: K, default: Any = None) -> Any:
        """Return the value of a key, else `default`; neither order nor statistics change."""
        raise NotImplementedError("LRUCache.peek")

    def touch(self, key: K) -> bool:
        """Make a key the most recently used; tell whether it is there. Its time goes on."""
        raise NotImplementedError("LRUCache.touch")

    def remaining(self, key: K) -> float | None:
        """Return the seconds that an entry has left, None if it lives for ever.

        Raises:
            KeyError: There is no such entry.
        """
        raise NotImplementedError("LRUCache.remaining")

    def __contains__(self, key: object) -> bool:
        raise NotImplementedError("LRUCache.__contains__")

    def __setitem__(self, key: K, value: V) -> None:
        raise NotImplementedError("LRUCache.__setitem__")

    def put(self, key: K, value: V, *, ttl: float | None = None) -> None:
        """Write an entry, which becomes the most recently used.

        Args:
            key: Its key.
            value: Its value; None is one, too.
            ttl: Seconds that this entry lives; None for the time to live of the cache, `math.inf`
                for ever.

        Raises:
            ValueError: `ttl` is not above 0, or the weight is negative. Nothing has changed then,
                nor when `weigh` or `hash(key)` raises.
        """
        raise NotImplementedError("LRUCache.put")

    def setdefault(self, key: K, default: Any = None) -> Any:
        """Return the value of a key; if there is none, write `default` and return that."""
        raise NotImplementedError("LRUCache.setdefault")

    def __delitem__(self, key: K) -> None:
        raise NotImplementedError("LRUCache.__delitem__")

    def pop(self, key: K, default: Any = _MISSING) -> Any:
        """Remove an entry and return its value; else return `default`.

        Raises:
            KeyError: There is none, and no default.
        """
        raise NotImplementedError("LRUCache.pop")

    def popitem(self) -> tuple[K, V]:
        """Remove the entry used longest ago and return it.

        Raises:
            KeyError: The cache is empty.
        """
        raise NotImplementedError("LRUCache.popitem")

    def clear(self) -> None:
        """Remove all entries; the statistics stay."""
        raise NotImplementedError("LRUCache.clear")

    def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go. O(removed).

        Raises:
            ValueError: `maxsize` is negative.
        """
        raise NotImplementedError("LRUCache.resize")

    @property
    def maxsize(self) -> int | None:
        """What the entries may weigh together; None is without bound."""
        raise NotImplementedError("LRUCache.maxsize")

    def __len__(self) -> int:
        raise NotImplementedError("LRUCache.__len__")

    def __iter__(self) -> Iterator[K]:
        raise NotImplementedError("LRUCache.__iter__")

    def items_lru(self) -> Iterator[tuple[K, V]]:
        """Return key and value of each entry, from the one used longest ago to the last one.

        It is as the cache was at the call; neither order nor statistics change.
        """
        raise NotImplementedError("LRUCache.items_lru")

    def items(self) -> ItemsView[K, V]:
        """Return a view of the entries; looking through it is no use of them."""
        raise NotImplementedError("LRUCache.items")

    def values(self) -> ValuesView[V]:
        """Return a view of the values; looking through it is no use of them."""
        raise NotImplementedError("LRUCache.values")

    def stats(self) -> Stats:
        """Return what has happened so far; entries whose time is over are removed first."""
        raise NotImplementedError("LRUCache.stats")

    def __repr__(self) -> str:
        raise NotImplementedError("LRUCache.__repr__")
