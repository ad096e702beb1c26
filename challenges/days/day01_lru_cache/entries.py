"""The entries of a cache: a dict for finding, a ring for the order of use, deadlines.

Keys are foreign code: their `__eq__` and `__hash__` may raise, and may call the cache in the
middle of its own work. Two rules keep it whole. Who takes a node out of the dict takes it out of
the ring, who puts one in links it; between the two no foreign code runs. And callbacks are called
when the work is done.
"""

from __future__ import annotations

import math
import threading
from collections.abc import Callable, Hashable
from typing import Generic, Literal, TypeVar

from challenges.shared.clock import Clock

from .evictions import Evictions, Reason
from .ring import Deadlines, Node, break_up, link, new_root, unlink

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
_len = len  # kept: somebody may cache the built-in function by this very package


class Entries(Generic[K, V]):
    """What LRUCache is made of; see there for the arguments.

    Attributes:
        lock: To be held around each call, where several threads share a cache.
    """

    def __init__(
        self,
        maxsize: int | None,
        ttl: float | None,
        weigh: Callable[[K, V], float] | None,
        clock: Clock,
        on_evict: Callable[[K, V, Reason], object] | None,
        callback_errors: Literal["log", "raise"],
    ) -> None:
        """Begin without entries."""
        if callback_errors not in ("log", "raise"):
            raise ValueError(f"callback_errors is {callback_errors!r}, must be 'log' or 'raise'")
        self.lock = threading.RLock()
        self._maxsize = checked_size(maxsize)
        self._ttl = checked_ttl(ttl)
        self._weigh = weigh
        self._clock = clock
        self._evictees = Evictions(on_evict, callback_errors) if on_evict is not None else None
        self._nodes: dict[K, Node] = {}
        self._root = new_root()
        self._deadlines = Deadlines()
        self._weight: float = 0
        self._hits = self._misses = self._evictions = self._expirations = 0
        # Without weights, deadlines and callbacks the oldest node can be used for a new entry.
        self._plain = weigh is None and ttl is None and on_evict is None

    def __del__(self) -> None:
        # The ring is a circle of references: without this its values would live until the cyclic
        # collector comes by.
        if hasattr(self, "_plain"):
            break_up(self._root, self._nodes.values())

    def room(self) -> float:
        """Return what more may be put in without removing anything."""
        self._expire_now()
        return self._maxsize - self._weight

    def weight_of(self, key: K, value: V) -> float:
        """Return what an entry would weigh.

        Raises:
            ValueError: It would be negative.
        """
        return 1 if self._weigh is None else checked_weight(self._weigh(key, value))

    def check(self, key: K, value: V, ttl: float | None) -> float | None:
        """Raise what `put` would raise of these, and return the seconds that the entry would live.

        Raises:
            ValueError: `ttl` is not above 0, or the weight is negative.
        """
        self.weight_of(key, value)
        return self._ttl if ttl is None else checked_ttl(ttl)

    def abandon(self) -> None:
        """Remove all entries without telling anybody."""
        nodes = list(self._nodes.values())
        root, self._root = self._root, new_root()
        self._weight = 0
        self._deadlines.clear()
        # The dict itself stays: a lookup that this interrupts must notice.
        self._nodes.clear()
        break_up(root, nodes)

    def _store(self, key: K, value: V, weight: float, seconds: float | None) -> None:
        deadline = None if seconds is None else self._clock.monotonic() + seconds
        fresh = Node(key, value, weight, deadline)
        node = self._nodes.setdefault(key, fresh)
        if node is fresh:
            self._weight += weight
        else:
            self._note(node.key, node.value, "replaced")
            self._weight += weight - node.weight
            fresh.value = node.value  # its destructor waits until the ring is whole
            node.value, node.weight, node.deadline = value, weight, deadline
            unlink(node)
        link(self._root, node)
        if deadline is not None:
            self._plain = False
            self._deadlines.add(deadline, node, _len(self._nodes))

    def _remove(self, key: K, reason: Reason) -> Node | None:
        node = self._nodes.pop(key, None)
        if node is not None:
            unlink(node)
            self._weight -= node.weight
            node.deadline = None
            self._note(node.key, node.value, reason)
        return node

    def _shrink(self, reason: Reason) -> None:
        while self._weight > self._maxsize and self._remove_oldest(reason) is not None:
            self._evictions += 1

    def _remove_oldest(self, reason: Reason) -> Node | None:
        while (oldest := self._root.after) is not self._root:
            if (node := self._remove(oldest.key, reason)) is not None:
                return node
            if self._root.after is oldest:  # its key has another hash than when it was written
                others = [(key, one) for key, one in self._nodes.items() if one is not oldest]
                self._nodes.clear()
                self._nodes.update(others)
                self._nodes[oldest.key] = oldest
        return None

    def _drop_if_expired(self, node: Node) -> bool:
        deadline = node.deadline
        if deadline is None or self._clock.monotonic() < deadline:
            return False
        self._expire_now()
        return True

    def _expire_now(self) -> None:
        if self._deadlines:
            try:
                self._expire()
            finally:
                self._tell()

    def _expire(self) -> None:
        """Remove all entries whose time is over."""
        if not self._deadlines:
            return
        now = self._clock.monotonic()
        while (node := self._deadlines.first_due(now)) is not None:
            if self._remove(node.key, "ttl") is not None:
                self._expirations += 1
            else:  # its key has another hash than when it was written; the order of use finds it
                node.deadline = None

    def _note(self, key: K, value: V, reason: Reason) -> None:
        if self._evictees is not None:
            self._evictees.note(key, value, reason)

    def _tell(self) -> None:
        if self._evictees is not None:
            self._evictees.tell()


def checked_size(maxsize: int | None) -> float:
    """Return the size as a number.

    Raises:
        ValueError: It is negative.
    """
    if maxsize is not None and maxsize < 0:
        raise ValueError(f"maxsize is {maxsize}, must be at least 0, or None")
    return math.inf if maxsize is None else maxsize


def checked_ttl(ttl: float | None) -> float | None:
    """Return the seconds to live, None for ever.

    Raises:
        ValueError: They are not above 0.
    """
    if ttl is not None and not ttl > 0:
        raise ValueError(f"ttl is {ttl}, must be above 0 seconds, or None")
    return None if ttl == math.inf else ttl


def checked_weight(weight: float) -> float:
    """Return the weight.

    Raises:
        ValueError: It is negative, or no number.
    """
    if not weight >= 0:
        raise ValueError(f"weigh returned {weight!r}, must be at least 0")
    return weight
