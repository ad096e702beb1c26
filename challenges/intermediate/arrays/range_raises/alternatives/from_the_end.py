"""Range raises, where an update is two that begin at place 0: one up to hi, less one up to lo."""

from __future__ import annotations

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
        O(size + updates) time, O(size) memory.
    """
    upto = [0] * (size + 1)  # what all the places before this one get
    for lo, hi, amount in updates:
        if lo < 0:
            raise IndexError(f"lo is {lo}, and the first place is 0")
        if not lo <= hi <= size:
            raise IndexError(f"hi is {hi}; allowed is {lo} (which is lo) to {size}")
        upto[hi] += amount
        upto[lo] -= amount
    row = [0] * size
    total = 0
    for place in range(size - 1, -1, -1):
        total += upto[place + 1]
        row[place] = total
    return row
