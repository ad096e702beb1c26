"""Steadiest window, with a queue of two stacks that know their smallest and largest value."""

from __future__ import annotations

from collections.abc import Sequence

Extremes = tuple[int, int] | None


def steady_window(values: Sequence[int], spread: int) -> tuple[int, int]:
    """Find the longest window whose largest and smallest value differ by at most `spread`.

    Args:
        values: the series.
        spread: the largest difference allowed, at least 0.

    Returns:
        The half-open pair (start, stop) of the leftmost longest window; (0, 0) without values.

    Complexity:
        O(n) time, O(n) memory.
    """
    # The window has two parts. The first one is a stack with the extremes from each of its places
    # up to its end, those of `start` on top. Of the second part it is enough to know the extremes,
    # until the first part is used up and the second one becomes the first.
    front: list[Extremes] = [None]
    back: Extremes = None
    best = (0, 0)
    start = 0
    for stop, value in enumerate(values, start=1):
        back = joined(back, (value, value))
        while not within(joined(front[-1], back), spread):
            if len(front) == 1:
                for place in range(stop - 1, start - 1, -1):
                    front.append(joined(front[-1], (values[place], values[place])))
                back = None
            front.pop()
            start += 1
        if stop - start > best[1] - best[0]:
            best = (start, stop)
    return best


def joined(one: Extremes, other: Extremes) -> Extremes:
    """Return the extremes of two parts together; None stands for an empty one."""
    if one is None or other is None:
        return one or other
    return min(one[0], other[0]), max(one[1], other[1])


def within(extremes: Extremes, spread: int) -> bool:
    """Say whether a part is steady."""
    return extremes is None or extremes[1] - extremes[0] <= spread
