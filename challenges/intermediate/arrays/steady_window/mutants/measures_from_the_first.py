"""Measures all readings against the first of the window."""

from __future__ import annotations

from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    best = (0, 0)
    start = 0
    for stop, value in enumerate(values, start=1):
        while abs(value - values[start]) > spread:
            start += 1
        if stop - start > best[1] - best[0]:
            best = (start, stop)
    return best
