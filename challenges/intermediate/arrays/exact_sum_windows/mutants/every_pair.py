"""Follows the total from each start: quadratic."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    windows = 0
    for start in range(len(values)):
        total = 0
        for stop in range(start, len(values)):
            total += values[stop]
            windows += total == target
    return windows
