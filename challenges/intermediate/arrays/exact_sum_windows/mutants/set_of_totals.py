"""Keeps in a set which totals there were, and forgets how often."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    seen = {0}
    total = windows = 0
    for value in values:
        total += value
        windows += total - target in seen
        seen.add(total)
    return windows
