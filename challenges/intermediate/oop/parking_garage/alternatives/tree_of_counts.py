"""Parking garage with one row of spots, from small to large, and a tree of how many are free."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable


class GarageFull(Exception):
    """There is no free spot that the vehicle fits into."""


class Garage:
    """A garage with spots of three sizes, and the vehicles in it.

    Sorted by size and number, the first free spot from a vehicle's size on is the one it gets.
    """

    def __init__(self, spots: Iterable[tuple[int, str]]) -> None:
        """Open an empty garage.

        Args:
            spots: pairs of a number and a size, which is "bike", "car" or "van".

        Raises:
            ValueError: if a number comes twice, or a size is none of the three.
        """
        row = sorted((_rank(size), number) for number, size in spots)
        if len({number for _, number in row}) < len(row):
            raise ValueError("a number is there twice")
        self._numbers = [number for _, number in row]
        self._begin = [bisect_left(row, (rank,)) for rank in range(3)]
        self._width = 1 << len(row).bit_length()
        # Node i has the nodes 2 i and 2 i + 1 below it; the spots are the last level.
        self._free = [0] * self._width + [1] * len(row) + [0] * (self._width - len(row))
        for node in range(self._width - 1, 0, -1):
            self._free[node] = self._free[2 * node] + self._free[2 * node + 1]
        self._places: dict[str, int] = {}

    def _change(self, place: int, by: int) -> None:
        node = self._width + place
        while node:
            self._free[node] += by
            node //= 2

    def _before(self, place: int) -> int:
        """How many spots are free before a place in the row."""
        total, node = 0, self._width + place
        while node > 1:
            if node % 2:
                total += self._free[node - 1]
            node //= 2
        return total

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
        skipped = self._before(self._begin[_rank(size)])
        if plate in self._places:
            raise KeyError(f"{plate} cannot come twice")
        if skipped == self._free[1]:
            raise GarageFull(f"full for a {size}")
        node = 1
        while node < self._width:
            node *= 2
            if skipped >= self._free[node]:
                skipped -= self._free[node]
                node += 1
        self._places[plate] = node - self._width
        self._change(node - self._width, -1)
        return self._numbers[node - self._width]

    def leave(self, plate: str) -> int:
        """Make the spot of a vehicle free.

        Returns:
            The number of the spot.

        Raises:
            KeyError: if the plate is not in the garage.

        Complexity:
            O(log n) for n spots.
        """
        place = self._places.pop(plate)
        self._change(place, 1)
        return self._numbers[place]

    def where(self, plate: str) -> int | None:
        """Return the number of a vehicle's spot, None if it is not in the garage."""
        place = self._places.get(plate)
        return None if place is None else self._numbers[place]

    def free(self, size: str) -> int:
        """Return how many free spots a vehicle of this size fits into.

        Raises:
            ValueError: if the size is none of the three.
        """
        return self._free[1] - self._before(self._begin[_rank(size)])


def _rank(size: str) -> int:
    sizes = ("bike", "car", "van")
    if size not in sizes:
        raise ValueError(f"no spot has the size {size!r}")
    return sizes.index(size)
