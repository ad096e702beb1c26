"""The greatest capacity that is not enough, put together from powers of two."""

from __future__ import annotations

from collections.abc import Sequence


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    """Find the smallest capacity that ships all parcels, in their order, within the days."""
    if days < 1:
        raise ValueError(f"days is {days}; at least 1 is needed")
    if len(weights) == 0:
        return 0
    too_small = 0
    step = 1 << sum(weights).bit_length()
    while step := step // 2:
        if not _is_enough(weights, days, too_small + step):
            too_small += step
    return too_small + 1


def _is_enough(weights: Sequence[int], days: int, capacity: int) -> bool:
    room = 0
    for weight in weights:
        if weight > room:
            days -= 1
            room = capacity
            if days < 0 or weight > room:
                return False
        room -= weight
    return True
