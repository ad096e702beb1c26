"""Takes the stretch to reach up to and including its end."""

from __future__ import annotations

from collections.abc import Iterable


def range_raises(size: int, updates: Iterable[tuple[int, int, int]]) -> list[int]:
    changes = [0] * (size + 2)
    for lo, hi, amount in updates:
        if not 0 <= lo <= hi <= size:
            raise IndexError(f"{lo} to {hi} is not within 0 to {size}")
        changes[lo] += amount
        changes[hi + 1] -= amount
    row, total = [], 0
    for change in changes[:size]:
        total += change
        row.append(total)
    return row
