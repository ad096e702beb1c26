"""Best-paid shifts by a sweep over the starts, with the running shifts in a heap by their end."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush


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
    # The best choice so far of shifts that have ended: its total, and the last shift in it.
    total = 0
    last: int | None = None
    previous: list[int | None] = [None] * len(shifts)  # the shift before each in its best choice
    running: list[tuple[int, int, int]] = []  # (end, total of the best choice that ends so, shift)

    def end_shifts(until: int | None) -> None:
        nonlocal total, last
        while running and (until is None or running[0][0] <= until):
            _, reached, index = heappop(running)
            if reached > total:
                total, last = reached, index

    for index in sorted(range(len(shifts)), key=lambda index: shifts[index][0]):
        start, end, pay = shifts[index]
        end_shifts(start)
        previous[index] = last
        heappush(running, (end, total + pay, index))
    end_shifts(None)

    chosen = []
    while last is not None:
        chosen.append(last)
        last = previous[last]
    return total, sorted(chosen)
