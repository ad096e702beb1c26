"""Shortest covering window, with a count of the kinds that are complete, and no look at others."""

from __future__ import annotations

from collections import Counter


def shortest_cover(text: str, need: str) -> tuple[int, int] | None:
    """Find the shortest stretch of `text` that contains each character of `need` often enough.

    Args:
        text: where to look.
        need: the characters to cover; one that occurs twice must be covered twice.

    Returns:
        The half-open pair (start, stop) of the leftmost shortest stretch; None when there is none;
        (0, 0) when `need` is empty.

    Complexity:
        O(len(text) + len(need)) time, O(number of different characters) memory.
    """
    wanted = Counter(need)
    inside = dict.fromkeys(wanted, 0)
    complete = 0  # how many kinds the window has often enough
    leaving = ((place, kind) for place, kind in enumerate(text) if kind in wanted)
    length, start = len(text) + 1, 0
    for place, kind in enumerate(text):
        if kind not in wanted:
            continue
        inside[kind] += 1
        complete += inside[kind] == wanted[kind]
        while complete == len(wanted):
            first, gone = next(leaving)
            if place + 1 - first < length:
                length, start = place + 1 - first, first
            complete -= inside[gone] == wanted[gone]
            inside[gone] -= 1
    if not need:
        return 0, 0
    return (start, start + length) if length <= len(text) else None
