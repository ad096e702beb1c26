"""Best-paid shifts from the last start to the first: what the rest of the time can pay."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    """Choose shifts that do not overlap and pay most in total.

    Args:
        shifts: tuples (start, end, pay) with start < end and pay >= 0, in any order. A shift may
            start at the moment when another one ends.

    Returns:
        The highest total, and the ascending indices of shifts that reach it.

    Complexity:
        O(n log n) time, O(n) memory.
    """
    by_start = sorted(range(len(shifts)), key=lambda index: shifts[index][0])
    starts = [shifts[index][0] for index in by_start]
    best = [0] * (len(shifts) + 1)  # best[n]: the highest total of all but the first n by start
    after = [0] * len(shifts)  # how many start before this one ends
    for place in reversed(range(len(shifts))):
        _, end, pay = shifts[by_start[place]]
        after[place] = bisect_left(starts, end)
        best[place] = max(best[place + 1], pay + best[after[place]])

    chosen = []
    place = 0
    while place < len(shifts):
        if best[place] == best[place + 1]:
            place += 1
        else:
            chosen.append(by_start[place])
            place = after[place]
    return best[0], sorted(chosen)
