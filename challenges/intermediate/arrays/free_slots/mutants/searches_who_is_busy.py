"""Jumps from gap to gap, and searches all appointments for the next step: quadratic."""

from __future__ import annotations

from collections.abc import Iterable


def free_slots(
    busy: Iterable[tuple[int, int]], day: tuple[int, int], min_length: int = 1
) -> list[tuple[int, int]]:
    now, closing = day
    left = [(start, end) for start, end in busy if start < end]
    slots = []
    while now < closing:
        running = [end for start, end in left if start <= now < end]
        if running:
            now = max(running)
            continue
        until = min((start for start, _ in left if start > now), default=closing)
        until = min(until, closing)
        if until - now >= min_length:
            slots.append((now, until))
        now = until
    return slots
