"""Keeps the extremes as two numbers, and finds them again by walking back at each break."""

from __future__ import annotations

from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    best = (0, 0)
    start = 0
    for index, value in enumerate(values):
        if index == 0:
            low = high = value
        low, high = min(low, value), max(high, value)
        if high - low > spread:
            start = index
            low = high = value
            while max(high, values[start - 1]) - min(low, values[start - 1]) <= spread:
                start -= 1
                low, high = min(low, values[start]), max(high, values[start])
        if index + 1 - start > best[1] - best[0]:
            best = (start, index + 1)
    return best
