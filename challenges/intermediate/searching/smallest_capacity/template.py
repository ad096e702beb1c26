"""Smallest sufficient capacity: parcels in a row, shipped within so many days."""

from __future__ import annotations

from collections.abc import Sequence


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    """Find the smallest capacity that ships all parcels, in their order, within the days.

    Args:
        weights: the weights of the parcels in the order of loading, 1 or more each.
        days: the highest number of loads, each a stretch of parcels next to each other.

    Returns:
        The smallest weight that no load has to exceed; 0 if there are no parcels.

    Raises:
        ValueError: if `days` is below 1.

    Complexity:
        O(n * log(sum of the weights)) time for n parcels, O(1) memory.
    """
    raise NotImplementedError("smallest_capacity")
