"""Parking garage with sorted lists: the lowest free number stands at the end."""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterable
from enum import IntEnum
from operator import neg


class Size(IntEnum):
    """The sizes, from small to large."""

    bike = 0
    car = 1
    van = 2

    @classmethod
    def named(cls, name: str) -> Size:
        """Return the size of that name, or raise ValueError."""
        if name not in cls.__members__:
            raise ValueError(f"{name!r} is no size; there are {', '.join(cls.__members__)}")
        return cls[name]


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
        self._free: list[list[int]] = [[] for _ in Size]
        self._parked: dict[str, tuple[int, Size]] = {}
        seen = set()
        for number, name in spots:
            self._free[Size.named(name)].append(number)
            if number in seen:
                raise ValueError(f"number {number} is there twice")
            seen.add(number)
        for numbers in self._free:
            numbers.sort(reverse=True)

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
        own = Size.named(size)
        if plate in self._parked:
            raise KeyError(f"{plate} is here already")
        found = next((larger for larger in Size if larger >= own and self._free[larger]), None)
        if found is None:
            raise GarageFull(f"no spot of size {size} or larger")
        number = self._free[found].pop()
        self._parked[plate] = number, found
        return number

    def leave(self, plate: str) -> int:
        """Make the spot of a vehicle free.

        Returns:
            The number of the spot.

        Raises:
            KeyError: if the plate is not in the garage.

        Complexity:
            O(log n) for n spots.
        """
        number, size = self._parked.pop(plate)
        insort(self._free[size], number, key=neg)
        return number

    def where(self, plate: str) -> int | None:
        """Return the number of a vehicle's spot, None if it is not in the garage."""
        return self._parked[plate][0] if plate in self._parked else None

    def free(self, size: str) -> int:
        """Return how many free spots a vehicle of this size fits into.

        Raises:
            ValueError: if the size is none of the three.
        """
        return sum(len(numbers) for numbers in self._free[Size.named(size) :])
