"""Rings that break the contract, each in one way; the docstring says in which."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from challenges.intermediate.errors_testing.judge_the_ring.tests.right_rings import (
    CircularRing,
    ListRing,
)


class LifoRing(ListRing):
    """pop takes the newest item"""

    def pop(self) -> Any:
        if not self.items:
            raise IndexError("the ring is empty")
        return self.items.pop()


class DropsTheNewestRing(ListRing):
    """when it is full, push drops the newest item in place of the oldest"""

    def push(self, item: Any) -> Any:
        dropped = self.items.pop() if len(self.items) == self.capacity else None
        self.items.append(item)
        return dropped


class NeverFullRing(ListRing):
    """it never holds more than capacity - 1 items, except for a capacity of 1"""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.capacity = max(1, capacity - 1)


class EatenByIterationRing(ListRing):
    """iteration takes the items out"""

    def __iter__(self) -> Iterator[Any]:
        while self.items:
            yield self.items.pop(0)


class AsTheArrayLiesRing(CircularRing):
    """iteration begins at the start of the array, also when the oldest item is elsewhere"""

    def __iter__(self) -> Iterator[Any]:
        end = self._oldest + self._count
        taken = {place % len(self._places) for place in range(self._oldest, end)}
        return (item for place, item in enumerate(self._places) if place in taken)


class ReturnsTheNewItemRing(ListRing):
    """push returns the item that was pushed"""

    def push(self, item: Any) -> Any:
        super().push(item)
        return item


class PopsNoneRing(ListRing):
    """pop of an empty ring returns None"""

    def pop(self) -> Any:
        return self.items.pop(0) if self.items else None


class RoomForNothingRing(ListRing):
    """a capacity of 0 is accepted"""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity or 1)


class HidesFalseItemsRing(ListRing):
    """when push drops an item that is false, such as 0, it returns None"""

    def push(self, item: Any) -> Any:
        return super().push(item) or None


class SharedRing(ListRing):
    """all rings share their items"""

    storage: list[Any] = []  # noqa: RUF012

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        # Without this, the items of the last ring of an earlier judgement would be in it.
        SharedRing.storage.clear()
        self.items = SharedRing.storage


class NotForOneRing(ListRing):
    """with a capacity of 1, push raises ZeroDivisionError when the ring is full"""

    def push(self, item: Any) -> Any:
        if len(self.items) == self.capacity:
            _ = 1 % (self.capacity - 1)
        return super().push(item)


class DizzyRing(CircularRing):
    """after three laps around the array, two items are exchanged"""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self._pushes = 0

    def push(self, item: Any) -> Any:
        dropped = super().push(item)
        self._pushes += 1
        if self._pushes > 3 * len(self._places) and self._count > 1:
            first, second = self._oldest, (self._oldest + 1) % len(self._places)
            places = self._places
            places[first], places[second] = places[second], places[first]
        return dropped


class NoTwinsRing(ListRing):
    """an item that is equal to one in the ring is not pushed"""

    def push(self, item: Any) -> Any:
        return None if item in self.items else super().push(item)


class LosesItsPlaceRing(CircularRing):
    """once the newest item is before the oldest in the array, iteration goes backwards"""

    def __iter__(self) -> Iterator[Any]:
        items = list(super().__iter__())
        wrapped = self._oldest + self._count > len(self._places)
        return reversed(items) if wrapped else iter(items)


class MaskRing(ListRing):
    """it is right only for capacities that are powers of two, because it masks bits of an index"""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.places: dict[int, Any] = {}
        self.pushed = self.popped = 0

    def push(self, item: Any) -> Any:
        dropped = self.pop() if len(self) == self.capacity else None
        self.places[self.pushed & (self.capacity - 1)] = item
        self.pushed += 1
        return dropped

    def pop(self) -> Any:
        if not len(self):
            raise IndexError("the ring is empty")
        self.popped += 1
        return self.places[(self.popped - 1) & (self.capacity - 1)]

    def __len__(self) -> int:
        return self.pushed - self.popped

    def __iter__(self) -> Iterator[Any]:
        for number in range(self.popped, self.pushed):
            yield self.places[number & (self.capacity - 1)]


class RaisesKeyErrorRing(ListRing):
    """pop of an empty ring raises KeyError"""

    def pop(self) -> Any:
        if not self.items:
            raise KeyError("empty")
        return self.items.pop(0)


class NegativeRoomRing(ListRing):
    """a capacity of -1 is accepted"""

    def __init__(self, capacity: int) -> None:
        if capacity == 0:
            raise ValueError("no room")
        super().__init__(abs(capacity))


class NoneIsNothingRing(ListRing):
    """len does not count items that are None"""

    def __len__(self) -> int:
        return sum(item is not None for item in self.items)


class UsedUpRing(ListRing):
    """when the last item was popped, the ring takes one item less from then on"""

    def pop(self) -> Any:
        item = super().pop()
        if not self.items and self.capacity > 1:
            self.capacity -= 1
        return item


class OneIterationRing(ListRing):
    """a second iteration gives nothing, until something is pushed or popped"""

    def __init__(self, capacity: int) -> None:
        super().__init__(capacity)
        self.iterator = iter(self.items)

    def push(self, item: Any) -> Any:
        dropped = super().push(item)
        self.iterator = iter(self.items)
        return dropped

    def pop(self) -> Any:
        item = super().pop()
        self.iterator = iter(self.items)
        return item

    def __iter__(self) -> Iterator[Any]:
        return self.iterator


SEEN_AT_ONCE = [
    LifoRing,
    DropsTheNewestRing,
    NeverFullRing,
    EatenByIterationRing,
    AsTheArrayLiesRing,
    ReturnsTheNewItemRing,
    PopsNoneRing,
    RoomForNothingRing,
]
"""What nearly every ring test finds."""

IN_A_CORNER = [
    HidesFalseItemsRing,
    NoTwinsRing,
    NotForOneRing,
    LosesItsPlaceRing,
    DizzyRing,
    SharedRing,
    MaskRing,
    RaisesKeyErrorRing,
    NegativeRoomRing,
    NoneIsNothingRing,
    UsedUpRing,
    OneIterationRing,
]
"""What is found by a test that thinks of everything."""
