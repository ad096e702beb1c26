"""Steadiest window: the longest stretch of a series whose values stay close together."""

from __future__ import annotations

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
    raise NotImplementedError("steady_window")
