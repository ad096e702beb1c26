"""Steadiest window, with queues of values instead of indices."""

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
    rising: deque[int] = deque()  # what may become the smallest; equals stay, each leaves once
    falling: deque[int] = deque()
    longest = first = start = 0
    for count, value in enumerate(values, start=1):
        while rising and rising[-1] > value:
            rising.pop()
        rising.append(value)
        while falling and falling[-1] < value:
            falling.pop()
        falling.append(value)
        while falling[0] - rising[0] > spread:
            leaving = values[start]
            start += 1
            if leaving == rising[0]:
                rising.popleft()
            if leaving == falling[0]:
                falling.popleft()
        if count - start > longest:
            longest, first = count - start, start
    return first, first + longest
