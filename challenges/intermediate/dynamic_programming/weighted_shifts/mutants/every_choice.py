"""Takes or leaves each shift, and works all that follow out anew."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    by_start = sorted(range(len(shifts)), key=lambda index: shifts[index][0])
    starts = [shifts[index][0] for index in by_start]

    def best_from(place: int) -> tuple[int, list[int]]:
        if place == len(shifts):
            return 0, []
        left, leaving = best_from(place + 1)
        _, end, pay = shifts[by_start[place]]
        taken, taking = best_from(bisect_left(starts, end))
        if taken + pay > left:
            return taken + pay, [by_start[place], *taking]
        return left, leaving

    total, chosen = best_from(0)
    return total, sorted(chosen)
