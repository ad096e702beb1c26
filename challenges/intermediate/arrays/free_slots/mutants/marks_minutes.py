"""Marks each busy minute of the day: memory and time grow with the day."""

from __future__ import annotations

from collections.abc import Iterable


def free_slots(
    busy: Iterable[tuple[int, int]], day: tuple[int, int], min_length: int = 1
) -> list[tuple[int, int]]:
    opening, closing = day
    taken = bytearray(closing - opening)
    for start, end in busy:
        first, last = max(start, opening), min(end, closing)
        if first < last:
            taken[first - opening : last - opening] = b"\1" * (last - first)
    slots = []
    start = taken.find(0)
    while start >= 0:
        stop = taken.find(1, start)
        stop = len(taken) if stop < 0 else stop
        if stop - start >= min_length:
            slots.append((start + opening, stop + opening))
        start = taken.find(0, stop)
    return slots
