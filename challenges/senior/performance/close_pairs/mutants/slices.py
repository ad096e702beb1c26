"""Wrong: the partners are looked up fast, and then copied to be counted."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def close_pairs(values: Sequence[int], gap: int) -> int:
    if gap < 0:
        return 0
    ordered = sorted(values)
    return sum(
        len(ordered[bisect_left(ordered, value - gap) : last]) for last, value in enumerate(ordered)
    )
