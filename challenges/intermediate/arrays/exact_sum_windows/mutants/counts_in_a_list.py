"""Looks through the list of all earlier totals for each value: quadratic, if in C."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    totals = [0]
    windows = 0
    for value in values:
        total = totals[-1] + value
        windows += totals.count(total - target)
        totals.append(total)
    return windows
