"""Keeps the readings in two heaps, where the extremes lie on top: O(n log n)."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heappop, heappush


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    lows: list[tuple[int, int]] = []
    highs: list[tuple[int, int]] = []
    best = (0, 0)
    start = 0
    for index, value in enumerate(values):
        heappush(lows, (value, index))
        heappush(highs, (-value, index))
        while -highs[0][0] - lows[0][0] > spread:
            start = min(highs[0][1], lows[0][1]) + 1
            while lows[0][1] < start:
                heappop(lows)
            while highs[0][1] < start:
                heappop(highs)
        if index + 1 - start > best[1] - best[0]:
            best = (start, index + 1)
    return best
