"""Range raises, with the places where something changes in a dict, and whole stretches between."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable


def range_raises(size: int, updates: Iterable[tuple[int, int, int]]) -> list[int]:
    """Add up what a row of places gets from updates that concern stretches of it.

    Args:
        size: the number of places; each starts at 0.
        updates: tuples (lo, hi, amount), each of which adds `amount` to the places lo to hi - 1.

    Returns:
        The sum at each place.

    Raises:
        IndexError: if an update does not have 0 <= lo <= hi <= size.

    Complexity:
        O(size log size + updates) time, O(size) memory.
    """
    changes: defaultdict[int, int] = defaultdict(int)
    for lo, hi, amount in updates:
        if lo < 0 or hi > size or lo > hi:
            raise IndexError(f"the range from {lo} to {hi} does not lie within 0 to {size}")
        changes[lo] += amount
        changes[hi] -= amount
    row: list[int] = []
    total = 0
    for place in sorted(changes):
        row += [total] * (place - len(row))  # as it was since the turning point before
        total += changes[place]
    return row + [total] * (size - len(row))
