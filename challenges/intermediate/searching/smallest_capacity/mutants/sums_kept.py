"""Keeps the sums up to each parcel, so that a day's end can be bisected: quick, and O(n) memory."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    if days < 1:
        raise ValueError(f"days is {days}")
    sums = list(accumulate(weights))

    def enough(capacity: int) -> bool:
        place = shipped = 0
        for _ in range(days):
            place = bisect_right(sums, shipped + capacity, place)
            if place == len(sums):
                return True
            shipped = sums[place - 1]
        return False

    low, high = max(weights, default=0), sum(weights)
    while low < high:
        middle = (low + high) // 2
        if enough(middle):
            high = middle
        else:
            low = middle + 1
    return low
