"""Exact-sum windows: how many stretches of a list add up to a given sum."""

from __future__ import annotations

from collections import Counter
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
    begun = Counter([0])  # how often each sum of a beginning was met; the first one is empty
    total = windows = 0
    for value in values:
        total += value
        windows += begun[total - target]  # what must come off at the front to leave the target
        begun[total] += 1
    return windows
