"""Exact-sum windows, with a table of the stretches that end at the current value."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    """Count the stretches of neighbouring values that add up to `target`.

    Args:
        values: any ints.
        target: the sum to reach, any int.

    Returns:
        The number of pairs i < j with sum(values[i:j]) == target.

    Complexity:
        O(n) expected time, O(n) memory.
    """
    # A value lengthens every stretch that ended before it, and so changes all their sums by the
    # same amount. The table stays as it is, and `shift` says what to add to its keys.
    ending: dict[int, int] = {}
    shift = windows = 0
    for value in values:
        ending[-shift] = ending.get(-shift, 0) + 1  # a new stretch, still empty, with the sum 0
        shift += value
        windows += ending.get(target - shift, 0)
    return windows
