"""Parking garage: the smallest spot that fits, and the lowest number among those."""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush

SIZES = ("bike", "car", "van")


class GarageFull(Exception):
    """There is no free spot that the vehicle fits into."""


class Garage:
    """A garage with spots of three sizes, and the vehicles in it."""

    def __init__(self, spots: Iterable[tuple[int, str]]) -> None:
        """Open an empty garage.

        Args:
            spots: pairs of a number and a size, which is "bike", "car" or "van".

        Raises:
            ValueError: if a number comes twice, or a size is none of the three.
        """
        self._size_of: dict[int, str] = {}  # each spot's size
        self._free: dict[str, list[int]] = {size: [] for size in SIZES}  # a heap for each size
        self._parked: dict[str, int] = {}  # the spot of each plate
        for number, size in spots:
            if number in self._size_of:
                raise ValueError(f"there are two spots with the number {number}")
            _check(size)
            self._size_of[number] = size
            self._free[size].append(number)
        for numbers in self._free.values():
            heapify(numbers)

    def park(self, plate: str, size: str) -> int:
        """Give a vehicle a spot: of the smallest size that is free, the lowest number.

        Returns:
            The number of the spot.

        Raises:
            GarageFull: if no spot that it fits into is free.
            KeyError: if the plate is in the garage.
            ValueError: if the size is none of the three.

        Complexity:
            O(log n) for n spots.
        """
        fitting = self._fitting(size)
        if plate in self._parked:
            raise KeyError(f"{plate} is parked at {self._parked[plate]}")
        for numbers in fitting:
            if numbers:
                self._parked[plate] = heappop(numbers)
                return self._parked[plate]
        raise GarageFull(f"there is no free spot for a {size}")

    def leave(self, plate: str) -> int:
        """Make the spot of a vehicle free.

        Returns:
            The number of the spot.

        Raises:
            KeyError: if the plate is not in the garage.

        Complexity:
            O(log n) for n spots.
        """
        if plate not in self._parked:
            raise KeyError(f"{plate} is not in the garage")
        number = self._parked.pop(plate)
        heappush(self._free[self._size_of[number]], number)
        return number

    def where(self, plate: str) -> int | None:
        """Return the number of a vehicle's spot, None if it is not in the garage."""
        return self._parked.get(plate)

    def free(self, size: str) -> int:
        """Return how many free spots a vehicle of this size fits into.

        Raises:
            ValueError: if the size is none of the three.
        """
        return sum(map(len, self._fitting(size)))

    def _fitting(self, size: str) -> list[list[int]]:
        """The free spots of each size that is large enough, from small to large."""
        _check(size)
        return [self._free[larger] for larger in SIZES[SIZES.index(size) :]]


def _check(size: str) -> None:
    if size not in SIZES:
        raise ValueError(f"the size is {size!r}; allowed are {', '.join(SIZES)}")
