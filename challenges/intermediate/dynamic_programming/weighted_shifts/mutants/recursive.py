"""Asks for what follows by a call, and remembers the answers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    by_start = sorted(range(len(shifts)), key=lambda index: shifts[index][0])
    starts = [shifts[index][0] for index in by_start]
    known = {len(shifts): 0}
    after: dict[int, int] = {}

    def best_from(place: int) -> int:
        if place in known:
            return known[place]
        _, end, pay = shifts[by_start[place]]
        after[place] = bisect_left(starts, end)
        left = best_from(place + 1)
        taken = pay + best_from(after[place])
        known[place] = left if left >= taken else taken
        return known[place]

    total = best_from(0)
    chosen = []
    place = 0
    while place < len(shifts):
        if known[place] == known[place + 1]:
            place += 1
        else:
            chosen.append(by_start[place])
            place = after[place]
    return total, sorted(chosen)
