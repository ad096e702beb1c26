"""Makes free what a vehicle of this size would need, and not what it had."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

SIZES = ("bike", "car", "van")


class GarageFull(Exception):
    """There is no free spot that the vehicle fits into."""


class Garage:
    """A garage with spots of three sizes, and the vehicles in it."""

    def __init__(self, spots: Iterable[tuple[int, str]]) -> None:
        self._size_of: dict[int, str] = {}  # each spot's size
        self._free: dict[str, list[int]] = {size: [] for size in SIZES}  # a heap for each size
        self._parked: dict[str, tuple[int, str]] = {}
        for number, size in spots:
            if number in self._size_of:
                raise ValueError(f"there are two spots with the number {number}")
            _check(size)
            self._size_of[number] = size
            self._free[size].append(number)
        for numbers in self._free.values():
            heapify(numbers)

    def park(self, plate: str, size: str) -> int:
        fitting = self._fitting(size)
        if plate in self._parked:
            raise KeyError(f"{plate} is parked at {self._parked[plate]}")
        for numbers in fitting:
            if numbers:
                number = heappop(numbers)
                self._parked[plate] = number, size
                return number
        raise GarageFull(f"there is no free spot for a {size}")

    def leave(self, plate: str) -> int:
        if plate not in self._parked:
            raise KeyError(f"{plate} is not in the garage")
        number, size = self._parked.pop(plate)
        heappush(self._free[size], number)
        return number

    def where(self, plate: str) -> int | None:
        return self._parked[plate][0] if plate in self._parked else None

    def free(self, size: str) -> int:
        return sum(map(len, self._fitting(size)))

    def _fitting(self, size: str) -> list[list[int]]:
        _check(size)
        return [self._free[larger] for larger in SIZES[SIZES.index(size) :]]


def _check(size: str) -> None:
    if size not in SIZES:
        raise ValueError(f"the size is {size!r}; allowed are {', '.join(SIZES)}")
