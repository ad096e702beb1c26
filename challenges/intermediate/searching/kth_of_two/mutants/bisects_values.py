"""Looks for the item whose rank is k, which equal items do not have."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def kth_of_two(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    if not 1 <= k <= len(a) + len(b):
        raise IndexError(f"k is {k}; allowed is 1 to {len(a) + len(b)}")
    for mine, other in ((a, b), (b, a)):
        low, high = 0, len(mine)
        while low < high:
            middle = (low + high) // 2
            rank = middle + bisect_left(other, mine[middle]) + 1
            if rank == k:
                return mine[middle]
            if rank < k:
                low = middle + 1
            else:
                high = middle
    return None
