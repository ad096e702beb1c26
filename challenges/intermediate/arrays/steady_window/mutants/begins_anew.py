"""Begins a new window with the reading that broke the last one, and forgets those before it."""

from __future__ import annotations

from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    best = (0, min(1, len(values)))
    start = 0
    for index, value in enumerate(values):
        if index == start:
            low = high = value
        low, high = min(low, value), max(high, value)
        if high - low > spread:
            start, low, high = index, value, value
        if index + 1 - start > best[1] - best[0]:
            best = (start, index + 1)
    return best
