"""Takes a series for steady as long as no step from one reading to the next is too large."""

from __future__ import annotations

from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    best = (0, min(1, len(values)))
    start = 0
    for stop in range(2, len(values) + 1):
        if abs(values[stop - 1] - values[stop - 2]) > spread:
            start = stop - 1
        if stop - start > best[1] - best[0]:
            best = (start, stop)
    return best
