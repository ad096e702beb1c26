"""Exact-sum windows, looking for the end of a stretch where the solution looks for its start."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate


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
    totals = list(accumulate(values, initial=0))
    ahead = Counter(totals)
    windows = 0
    for total in totals:
        ahead[total] -= 1  # a stretch ends behind its start
        windows += ahead[total + target]
    return windows
