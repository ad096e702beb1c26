"""Checks all updates before it uses them, and finds an iterator empty the second time."""

from __future__ import annotations

from collections.abc import Iterable


def range_raises(size: int, updates: Iterable[tuple[int, int, int]]) -> list[int]:
    if not all(0 <= lo <= hi <= size for lo, hi, _ in updates):
        raise IndexError(f"an update is not within 0 to {size}")
    row = [0] * (size + 1)
    for lo, hi, amount in updates:
        row[lo] += amount
        row[hi] -= amount
    for place in range(1, size):
        row[place] += row[place - 1]
    return row[:size]
