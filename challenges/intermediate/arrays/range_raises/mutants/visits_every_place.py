"""Adds to each place of each stretch: O(size * updates)."""

from __future__ import annotations

from collections.abc import Iterable


def range_raises(size: int, updates: Iterable[tuple[int, int, int]]) -> list[int]:
    row = [0] * size
    for lo, hi, amount in updates:
        if not 0 <= lo <= hi <= size:
            raise IndexError(f"{lo} to {hi} is not within 0 to {size}")
        for place in range(lo, hi):
            row[place] += amount
    return row
