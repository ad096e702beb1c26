"""Best-paid shifts: the choice of shifts without overlap that pays most."""

from __future__ import annotations

from bisect import bisect_right
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
    by_end = sorted(range(len(shifts)), key=lambda index: shifts[index][1])
    ends = [shifts[index][1] for index in by_end]
    before: list[int] = []  # for each shift by end: how many end by the time it starts
    best = [0]  # best[n]: the highest total of the first n shifts by end
    for index in by_end:
        start, _, pay = shifts[index]
        before.append(bisect_right(ends, start))
        best.append(max(best[-1], best[before[-1]] + pay))

    chosen = []
    count = len(by_end)
    while count > 0:
        if best[count] == best[count - 1]:  # as good without the last of them
            count -= 1
        else:
            chosen.append(by_end[count - 1])
            count = before[count - 1]
    return best[-1], sorted(chosen)
