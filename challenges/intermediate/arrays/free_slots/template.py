"""Free slots: the gaps of a day in which nobody is busy."""

from __future__ import annotations

from collections.abc import Iterable


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
    raise NotImplementedError("free_slots")
