"""The bounded mapping; how it works is told in `entries` and `ring`."""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, ItemsView, Iterator, MutableMapping, ValuesView
from typing import Any, Literal, NoReturn, TypeVar, overload

from challenges.shared.clock import SYSTEM, Clock

from .entries import Entries, checked_size, checked_ttl
from .evictions import Reason
from .ring import link, unlink
from .stats import Stats
from .views import Items, Values

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
D = TypeVar("D")

_len = len  # kept: somebody may cache the built-in function by this very package
_MISSING: Any = object()


class LRUCache(Entries[K, V], MutableMapping[K, V]):
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
        super().__init__(maxsize, ttl, weigh, clock, on_evict, callback_errors)

    # -- looking up

    def __getitem__(self, key: K) -> V:
        value: V = self.get(key, _MISSING)
        if value is _MISSING:
            raise KeyError(key)
        return value

    @overload
    def get(self, key: K, default: None = None) -> V | None: ...
    @overload
    def get(self, key: K, default: V | D) -> V | D: ...
    def get(self, key: K, default: Any = None) -> Any:
        """Return the value of a key and make it the most recently used; else `default`."""
        node = self._nodes.get(key)
        if node is None or (self._deadlines and self._drop_if_expired(node)):
            self._misses += 1
            return default
        self._hits += 1
        root = self._root
        newest = root.before
        if node is not newest:
            before, after = node.before, node.after
            before.after = after
            after.before = before
            newest.after = root.before = node
            node.before = newest
            node.after = root
        return node.value

    def peek(self, key: K, default: Any = None) -> Any:
        """Return the value of a key, else `default`; neither order nor statistics change."""
        node = self._nodes.get(key)
        if node is None or (self._deadlines and self._drop_if_expired(node)):
            return default
        return node.value

    def touch(self, key: K) -> bool:
        """Make a key the most recently used; tell whether it is there. Its time goes on."""
        node = self._nodes.get(key)
        if node is None or (self._deadlines and self._drop_if_expired(node)):
            return False
        unlink(node)
        link(self._root, node)
        return True

    def remaining(self, key: K) -> float | None:
        """Return the seconds that an entry has left, None if it lives for ever.

        Raises:
            KeyError: There is no such entry.
        """
        node = self._nodes.get(key)
        if node is None or (self._deadlines and self._drop_if_expired(node)):
            raise KeyError(key)
        deadline: float | None = node.deadline
        return None if deadline is None else deadline - self._clock.monotonic()

    def __contains__(self, key: object) -> bool:
        return self.peek(key, _MISSING) is not _MISSING  # type: ignore[arg-type]

    # -- writing

    def __setitem__(self, key: K, value: V) -> None:
        nodes = self._nodes
        if not self._plain or self._weight < self._maxsize or key in nodes or not nodes:
            self.put(key, value)
            return
        root = self._root
        # What is let go of lives until the end: its destructor may use the cache.
        old_key = root.after.key
        node = nodes.pop(old_key, None)
        if node is None:  # comparing the keys has removed it
            self.put(key, value)
            return
        old_key = node.key
        _old_value = node.value
        before, after = node.before, node.after
        before.after = after
        after.before = before
        self._weight -= 1
        self._evictions += 1
        node.key = key
        node.value = value
        if nodes.setdefault(key, node) is not node:  # comparing the keys has put it in
            self.put(key, value)
            return
        newest = root.before
        newest.after = root.before = node
        node.before = newest
        node.after = root
        self._weight += 1

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
        weight = self.weight_of(key, value)
        seconds = self._ttl if ttl is None else checked_ttl(ttl)
        try:
            self._expire()
            if weight > self._maxsize:
                self._remove(key, "replaced")
                self._note(key, value, "size")
                self._evictions += 1
            else:
                self._store(key, value, weight, seconds)
                self._shrink("size")
        finally:
            self._tell()

    def setdefault(self, key: K, default: Any = None) -> Any:
        """Return the value of a key; if there is none, write `default` and return that."""
        value = self.get(key, _MISSING)
        if value is _MISSING:
            self[key] = value = default
        return value

    def __delitem__(self, key: K) -> None:
        self.pop(key)

    def pop(self, key: K, default: Any = _MISSING) -> Any:
        """Remove an entry and return its value; else return `default`.

        Raises:
            KeyError: There is none, and no default.
        """
        try:
            self._expire()
            node = self._remove(key, "deleted")
        finally:
            self._tell()
        if node is not None:
            return node.value
        if default is _MISSING:
            raise KeyError(key)
        return default

    def popitem(self) -> tuple[K, V]:
        """Remove the entry used longest ago and return it.

        Raises:
            KeyError: The cache is empty.
        """
        try:
            self._expire()
            node = self._remove_oldest("deleted")
        finally:
            self._tell()
        if node is None:
            raise KeyError("popitem(): the cache is empty")
        return node.key, node.value

    def clear(self) -> None:
        """Remove all entries; the statistics stay."""
        for node in self._nodes.values():
            self._note(node.key, node.value, "deleted")
        self.abandon()
        self._tell()

    def resize(self, maxsize: int | None) -> None:
        """Change what the entries may weigh; those used longest ago go. O(removed).

        Raises:
            ValueError: `maxsize` is negative.
        """
        self._maxsize = checked_size(maxsize)
        try:
            self._expire()
            self._shrink("resize")
        finally:
            self._tell()

    # -- seeing all

    @property
    def maxsize(self) -> int | None:
        """What the entries may weigh together; None is without bound."""
        return None if self._maxsize == math.inf else int(self._maxsize)

    def __len__(self) -> int:
        self._expire_now()
        return _len(self._nodes)

    def __iter__(self) -> Iterator[K]:
        return iter([key for key, _ in self.items_lru()])

    def items_lru(self) -> Iterator[tuple[K, V]]:
        """Return key and value of each entry, from the one used longest ago to the last one.

        It is as the cache was at the call; neither order nor statistics change.
        """
        self._expire_now()
        found: list[tuple[K, V]] = []
        root = node = self._root
        while (node := node.after) is not root:
            found.append((node.key, node.value))
        return iter(found)

    def items(self) -> ItemsView[K, V]:
        """Return a view of the entries; looking through it is no use of them."""
        return Items(self)

    def values(self) -> ValuesView[V]:
        """Return a view of the values; looking through it is no use of them."""
        return Values(self)

    def stats(self) -> Stats:
        """Return what has happened so far; entries whose time is over are removed first."""
        self._expire_now()
        return Stats(
            self._hits,
            self._misses,
            self._evictions,
            self._expirations,
            self._weight,
            self._evictees.failures if self._evictees else 0,
        )

    def __repr__(self) -> str:
        return f"LRUCache({dict(self.items_lru())!r}, maxsize={self.maxsize})"

    def __reduce__(self) -> NoReturn:
        raise TypeError("an LRUCache is not copied or pickled; its items_lru() can be")
