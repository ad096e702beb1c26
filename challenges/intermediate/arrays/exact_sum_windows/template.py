"""Exact-sum windows: how many stretches of a list add up to a given sum."""

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
    raise NotImplementedError("exact_sum_windows")
