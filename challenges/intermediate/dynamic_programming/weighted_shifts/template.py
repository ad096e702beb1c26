"""Best-paid shifts: the choice of shifts without overlap that pays most."""

from __future__ import annotations

from collections.abc import Sequence


def weighted_shifts(shifts: Sequence[tuple[int, int, int]]) -> tuple[int, list[int]]:
    """Choose shifts that do not overlap and pay most in total.

    Args:
        shifts: tuples (start, end, pay) with start < end and pay >= 0, in any order. A shift may
            start at the moment when another one ends.

    Returns:
        The highest total, and the ascending indices of shifts that reach it.

    Complexity:
        O(n log n) time, O(n) memory.
    """
    raise NotImplementedError("weighted_shifts")
