"""Takes the best paid shift that still fits, again and again."""

from __future__ import annotations

from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    chosen: list[int] = []
    for index in sorted(range(len(shifts)), key=lambda index: -shifts[index][2]):
        start, end, _ = shifts[index]
        if all(end <= shifts[other][0] or shifts[other][1] <= start for other in chosen):
            chosen.append(index)
    return sum(shifts[index][2] for index in chosen), sorted(chosen)
