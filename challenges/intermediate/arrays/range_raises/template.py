"""Range raises: many additions to stretches of a row, at the cost of their two ends."""

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
    raise NotImplementedError("range_raises")
