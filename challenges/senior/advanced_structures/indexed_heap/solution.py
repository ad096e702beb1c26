"""Addressable priority queue: entries are re-prioritised and removed by key."""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Priority = TypeVar("Priority", bound=Any)


@dataclass(slots=True)
class _Entry(Generic[Key, Priority]):
    key: Key
    priority: Priority
    arrival: int

    def goes_before(self, other: _Entry[Key, Priority]) -> bool:
        """One `<` is enough: arrivals differ, and say which way a tie goes."""
        if self.arrival < other.arrival:
            return not other.priority < self.priority
        return bool(self.priority < other.priority)


class IndexedHeap(Generic[Key, Priority]):
    """A queue that gives the key with the smallest priority, and finds every entry by its key.

    Equal priorities leave in the order of their insertion. Priorities need only `<`, keys only a
    hash.

    Complexity:
        O(log n) for push, update, remove and pop, O(1) for peek, `len` and `in`; O(n) memory for n
        keys, however many updates there were.
    """

    def __init__(self) -> None:
        self._entries: list[_Entry[Key, Priority]] = []  # a binary heap
        self._slots: dict[Key, int] = {}  # where in it each key is
        self._arrivals = 0

    def __len__(self) -> int:
        return len(self._entries)

    def __contains__(self, key: object) -> bool:
        return key in self._slots

    def push(self, key: Key, priority: Priority) -> None:
        """Insert a key that is not there.

        Raises:
            KeyError: if the key is already there; its priority stays.
        """
        if key in self._slots:
            raise KeyError(f"{key!r} is already in the queue; update changes its priority")
        self._slots[key] = len(self._entries)
        self._entries.append(_Entry(key, priority, self._arrivals))
        self._arrivals += 1
        self._restore(len(self._entries) - 1)

    def update(self, key: Key, priority: Priority) -> None:
        """Change a key's priority; among equal priorities it keeps its place.

        Raises:
            KeyError: if the key is not there.
        """
        slot = self._slot(key)
        self._entries[slot].priority = priority
        self._restore(slot)

    def remove(self, key: Key) -> Priority:
        """Take a key out, wherever it stands, and return its priority.

        Raises:
            KeyError: if the key is not there.
        """
        return self._take(self._slot(key)).priority

    def peek(self) -> tuple[Key, Priority]:
        """Return the first key and its priority; both stay.

        Raises:
            IndexError: if the queue is empty.
        """
        if not self._entries:
            raise IndexError("the queue is empty")
        first = self._entries[0]
        return first.key, first.priority

    def pop(self) -> tuple[Key, Priority]:
        """Take the first key out, and return it with its priority.

        Raises:
            IndexError: if the queue is empty.
        """
        if not self._entries:
            raise IndexError("the queue is empty")
        first = self._take(0)
        return first.key, first.priority

    def _slot(self, key: Key) -> int:
        if key not in self._slots:
            raise KeyError(f"{key!r} is not in the queue")
        return self._slots[key]

    def _take(self, slot: int) -> _Entry[Key, Priority]:
        """Take an entry out; the last one fills the hole, and goes from there where it belongs."""
        last = len(self._entries) - 1
        self._swap(slot, last)
        taken = self._entries.pop()
        del self._slots[taken.key]
        if slot < last:
            self._restore(slot)
        return taken

    def _restore(self, slot: int) -> None:
        """Bring the one entry that may be out of order to its place, whichever way that is."""
        self._sift_down(self._sift_up(slot))

    def _sift_up(self, slot: int) -> int:
        while slot > 0:
            parent = (slot - 1) // 2
            if not self._entries[slot].goes_before(self._entries[parent]):
                break
            self._swap(slot, parent)
            slot = parent
        return slot

    def _sift_down(self, slot: int) -> None:
        while (child := 2 * slot + 1) < len(self._entries):
            right = child + 1
            if right < len(self._entries) and self._entries[right].goes_before(
                self._entries[child]
            ):
                child = right
            if not self._entries[child].goes_before(self._entries[slot]):
                break
            self._swap(slot, child)
            slot = child

    def _swap(self, one: int, other: int) -> None:
        """Exchange two entries: the only place where entries move, so slots cannot go stale."""
        entries = self._entries
        entries[one], entries[other] = entries[other], entries[one]
        self._slots[entries[one].key] = one
        self._slots[entries[other].key] = other
