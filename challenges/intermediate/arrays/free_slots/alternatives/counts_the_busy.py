"""Free slots, from a sweep over the moments when somebody starts or stops being busy."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise


def free_slots(
    busy: Iterable[tuple[int, int]], day: tuple[int, int], min_length: int = 1
) -> list[tuple[int, int]]:
    """List the gaps between busy spans that lie within a day and are long enough.

    Args:
        busy: spans (start, end) in minutes, in any order; those with start >= end are ignored.
        day: the span in which gaps are looked for; its start is before its end.
        min_length: the least length of a gap in minutes, at least 1.

    Returns:
        The longest possible gaps as pairs (start, end), in order of time.

    Complexity:
        O(n log n) time, O(n) memory for n busy spans.
    """
    opening, closing = day
    moments = [(opening, 0), (closing, 0)]
    for start, end in busy:
        start, end = max(start, opening), min(end, closing)
        if start < end:
            moments += [(start, 1), (end, -1)]
    moments.sort()
    slots = []
    busy_now = 0
    for (moment, change), (following, _) in pairwise(moments):
        busy_now += change
        if busy_now == 0 and following - moment >= min_length:
            slots.append((moment, following))
    return slots
