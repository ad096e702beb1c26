"""Addressable priority queue: entries are re-prioritised and removed by key."""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, Generic, TypeVar

Key = TypeVar("Key", bound=Hashable)
Priority = TypeVar("Priority", bound=Any)


class IndexedHeap(Generic[Key, Priority]):
    """A queue that gives the key with the smallest priority, and finds every entry by its key.

    Equal priorities leave in the order of their insertion. Priorities need only `<`, keys only a
    hash.

    Complexity:
        O(log n) for push, update, remove and pop, O(1) for peek, `len` and `in`; O(n) memory for n
        keys, however many updates there were.
    """

    def __init__(self) -> None:
        raise NotImplementedError("IndexedHeap")

    def __len__(self) -> int:
        raise NotImplementedError("IndexedHeap.__len__")

    def __contains__(self, key: object) -> bool:
        raise NotImplementedError("IndexedHeap.__contains__")

    def push(self, key: Key, priority: Priority) -> None:
        """Insert a key that is not there.

        Raises:
            KeyError: if the key is already there; its priority stays.
        """
        raise NotImplementedError("IndexedHeap.push")

    def update(self, key: Key, priority: Priority) -> None:
        """Change a key's priority; among equal priorities it keeps its place.

        Raises:
            KeyError: if the key is not there.
        """
        raise NotImplementedError("IndexedHeap.update")

    def remove(self, key: Key) -> Priority:
        """Take a key out, wherever it stands, and return its priority.

        Raises:
            KeyError: if the key is not there.
        """
        raise NotImplementedError("IndexedHeap.remove")

    def peek(self) -> tuple[Key, Priority]:
        """Return the first key and its priority; both stay.

        Raises:
            IndexError: if the queue is empty.
        """
        raise NotImplementedError("IndexedHeap.peek")

    def pop(self) -> tuple[Key, Priority]:
        """Take the first key out, and return it with its priority.

        Raises:
            IndexError: if the queue is empty.
        """
        raise NotImplementedError("IndexedHeap.pop")
