"""Bisection that ends early: a capacity counts for all that would load the same days."""

from __future__ import annotations

from collections.abc import Sequence


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    """Find the smallest capacity that ships all parcels, in their order, within the days.

    Where a capacity is enough, so is the weight of its heaviest day; where it is not, nothing
    changes below the lightest load that was refused. Either way at least half of
    the capacities are ruled out.
    """
    if days < 1:
        raise ValueError(f"days is {days}; at least 1 is needed")
    low, high = max(weights, default=0), sum(weights)
    while low < high:
        middle = (low + high) // 2
        used, load, heaviest, refused = 1, 0, 0, high
        for weight in weights:
            if load + weight > middle:
                refused = min(refused, load + weight)
                used += 1
                load = 0
            load += weight
            heaviest = max(heaviest, load)
        if used <= days:
            high = heaviest
        else:
            low = refused
    return low
