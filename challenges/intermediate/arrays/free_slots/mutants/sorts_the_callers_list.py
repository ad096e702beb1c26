"""Sorts the list that it was given, which belongs to the caller."""

from __future__ import annotations

from collections.abc import Iterable


def free_slots(
    busy: Iterable[tuple[int, int]], day: tuple[int, int], min_length: int = 1
) -> list[tuple[int, int]]:
    if not isinstance(busy, list):
        busy = list(busy)
    busy.sort()
    opening, closing = day
    slots = []
    for start, end in busy:
        if start >= end or start >= closing:
            continue
        if start - opening >= min_length:
            slots.append((opening, start))
        opening = max(opening, end)
    if closing - opening >= min_length:
        slots.append((opening, closing))
    return slots
