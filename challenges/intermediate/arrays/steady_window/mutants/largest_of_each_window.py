"""Slides a window, and takes the largest and smallest of all its readings at each step."""

from __future__ import annotations

from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    best = (0, 0)
    start = 0
    for stop in range(1, len(values) + 1):
        while max(values[start:stop]) - min(values[start:stop]) > spread:
            start += 1
        if stop - start > best[1] - best[0]:
            best = (start, stop)
    return best
