"""Rings that keep the contract, each built in another way."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any


class ListRing:
    """A list; the oldest item is at its start."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError(f"the capacity is {capacity}; it must be 1 or more")
        self.capacity = capacity
        self.items: list[Any] = []

    def push(self, item: Any) -> Any:
        dropped = self.items.pop(0) if len(self.items) == self.capacity else None
        self.items.append(item)
        return dropped

    def pop(self) -> Any:
        if not self.items:
            raise IndexError("the ring is empty")
        return self.items.pop(0)

    def __len__(self) -> int:
        return len(self.items)

    def __iter__(self) -> Iterator[Any]:
        return iter(self.items)


class DequeRing:
    """A deque that drops the oldest item by itself; iteration is over a copy."""

    def __init__(self, capacity: int) -> None:
        if capacity <= 0:
            raise ValueError("no room")
        self._items: deque[Any] = deque(maxlen=capacity)

    def push(self, item: Any) -> Any:
        dropped = None
        if len(self._items) == self._items.maxlen:
            dropped = self._items[0]
        self._items.append(item)
        return dropped

    def pop(self) -> Any:
        return self._items.popleft()

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(tuple(self._items))


class CircularRing:
    """An array in which the items go round, with the place of the oldest and their number."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise ValueError("an array needs a place")
        self._places = [object()] * capacity
        self._oldest = 0
        self._count = 0

    def push(self, item: Any) -> Any:
        dropped = self.pop() if self._count == len(self._places) else None
        self._places[(self._oldest + self._count) % len(self._places)] = item
        self._count += 1
        return dropped

    def pop(self) -> Any:
        if self._count == 0:
            raise IndexError("nothing to pop")
        item = self._places[self._oldest]
        self._oldest = (self._oldest + 1) % len(self._places)
        self._count -= 1
        return item

    def __len__(self) -> int:
        return self._count

    def __iter__(self) -> Iterator[Any]:
        for number in range(self._count):
            yield self._places[(self._oldest + number) % len(self._places)]


class LinkedRing:
    """Pairs of an item and the next pair, from the oldest to the newest."""

    def __init__(self, capacity: int) -> None:
        if not capacity > 0:
            raise ValueError(capacity)
        self._end: list[Any] = []
        self._first = self._end
        self._free = capacity

    def push(self, item: Any) -> Any:
        dropped = self.pop() if self._free == 0 else None
        following: list[Any] = []
        self._end += [item, following]
        self._end = following
        self._free -= 1
        return dropped

    def pop(self) -> Any:
        if not self._first:
            raise IndexError("the chain has no pair")
        item, self._first = self._first
        self._free += 1
        return item

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def __iter__(self) -> Iterator[Any]:
        pair = self._first
        while pair:
            yield pair[0]
            pair = pair[1]


class EmptyRingError(IndexError):
    """An error of its own, as libraries like to have them."""


class NoRoomError(ValueError):
    """Another one."""


class NumberedRing:
    """A dict from the number of each push to its item; errors are of subclasses."""

    def __init__(self, capacity: int) -> None:
        if capacity < 1:
            raise NoRoomError(f"{capacity} is too little")
        self._capacity = capacity
        self._items: dict[int, Any] = {}
        self._next = 0

    def push(self, item: Any) -> Any:
        self._items[self._next] = item
        self._next += 1
        return self._items.pop(self._next - 1 - self._capacity, None)

    def pop(self) -> Any:
        for number in self._items:
            return self._items.pop(number)
        raise EmptyRingError

    def __len__(self) -> int:
        return len(self._items)

    def __iter__(self) -> Iterator[Any]:
        return iter(list(self._items.values()))


RIGHT = [ListRing, DequeRing, CircularRing, LinkedRing, NumberedRing]
