"""Steadiest window: the longest stretch of a series whose values stay close together."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    """Find the longest window whose largest and smallest value differ by at most `spread`.

    Args:
        values: the series.
        spread: the largest difference allowed, at least 0.

    Returns:
        The half-open pair (start, stop) of the leftmost longest window; (0, 0) without values.

    Complexity:
        O(n) time, O(n) memory.
    """
    # Indices of the values that can still be the smallest or largest of a window: those with
    # nothing smaller (larger) behind them. The first one is the extreme of the current window.
    lows: deque[int] = deque()
    highs: deque[int] = deque()
    best = (0, 0)
    start = 0
    for index, value in enumerate(values):
        while lows and value <= values[lows[-1]]:
            lows.pop()
        lows.append(index)
        while highs and value >= values[highs[-1]]:
            highs.pop()
        highs.append(index)

        while values[highs[0]] - values[lows[0]] > spread:
            start += 1
            if lows[0] < start:
                lows.popleft()
            if highs[0] < start:
                highs.popleft()

        if index + 1 - start > best[1] - best[0]:
            best = (start, index + 1)
    return best
