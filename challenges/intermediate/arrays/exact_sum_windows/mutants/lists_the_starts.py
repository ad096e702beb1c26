"""Keeps the starts of each total and visits them all: as many visits as there are windows."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    starts: defaultdict[int, list[int]] = defaultdict(list)
    starts[0].append(0)
    total = windows = 0
    for stop, value in enumerate(values, start=1):
        total += value
        for start in starts[total - target]:
            windows += start < stop
        starts[total].append(stop)
    return windows
