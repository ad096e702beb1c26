"""`bisect` of the standard library over the capacities, with "is it enough?" as the key."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    """Find the smallest capacity that ships all parcels, in their order, within the days."""
    if days < 1:
        raise ValueError(f"days is {days}; at least 1 is needed")

    def is_enough(capacity: int) -> bool:
        loads, load = 1, 0
        for weight in weights:
            load += weight
            if load > capacity:
                loads += 1
                load = weight
        return loads <= days

    heaviest = max(weights, default=0)
    capacities = range(heaviest, sum(weights))
    return heaviest + bisect_left(capacities, True, key=is_enough)
