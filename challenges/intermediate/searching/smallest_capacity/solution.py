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
    if days < 1:
        raise ValueError(f"days is {days}; at least 1 is needed")
    low, high = max(weights, default=0), sum(weights)
    while low < high:
        middle = (low + high) // 2
        if _days_needed(weights, middle) <= days:
            high = middle
        else:
            low = middle + 1
    return low


def _days_needed(weights: Sequence[int], capacity: int) -> int:
    """Load each day as much as fits; to leave something on the quay never saves a day."""
    days, load = 1, 0
    for weight in weights:
        if load + weight > capacity:
            days += 1
            load = 0
        load += weight
    return days
