"""Begins anew after each window it finds, and so misses those that overlap it."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    seen = {0: 1}
    total = windows = 0
    for value in values:
        total += value
        if total - target in seen:
            windows += seen[total - target]
            seen, total = {}, 0
        seen[total] = seen.get(total, 0) + 1
    return windows
