"""Parking garage: the smallest spot that fits, and the lowest number among those."""

from __future__ import annotations

from collections.abc import Iterable


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
        raise NotImplementedError("Garage.__init__")

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
        raise NotImplementedError("Garage.park")

    def leave(self, plate: str) -> int:
        """Make the spot of a vehicle free.

        Returns:
            The number of the spot.

        Raises:
            KeyError: if the plate is not in the garage.

        Complexity:
            O(log n) for n spots.
        """
        raise NotImplementedError("Garage.leave")

    def where(self, plate: str) -> int | None:
        """Return the number of a vehicle's spot, None if it is not in the garage."""
        raise NotImplementedError("Garage.where")

    def free(self, size: str) -> int:
        """Return how many free spots a vehicle of this size fits into.

        Raises:
            ValueError: if the size is none of the three.
        """
        raise NotImplementedError("Garage.free")
