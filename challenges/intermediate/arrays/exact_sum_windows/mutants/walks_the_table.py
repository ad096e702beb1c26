"""Has the table of totals, and looks at each of its entries instead of the one that fits."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    begun = Counter([0])
    total = windows = 0
    for value in values:
        total += value
        windows += sum(times for earlier, times in begun.items() if total - earlier == target)
        begun[total] += 1
    return windows
