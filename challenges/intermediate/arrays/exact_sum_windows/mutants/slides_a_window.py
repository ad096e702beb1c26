"""Grows and shrinks one window, which finds all of them only if no value is negative or 0."""

from __future__ import annotations

from collections.abc import Sequence


def exact_sum_windows(values: Sequence[int], target: int) -> int:
    windows = start = total = 0
    for stop, value in enumerate(values):
        total += value
        while total > target and start < stop:
            total -= values[start]
            start += 1
        windows += total == target
    return windows
