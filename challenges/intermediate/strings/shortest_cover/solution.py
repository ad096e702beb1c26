"""Shortest covering window: the shortest stretch of a text that contains what is needed."""

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
    if not need:
        return 0, 0
    owed = Counter(need)  # what the window still owes; below zero it has more than needed
    missing = len(need)  # the sum of the positive debts
    best: tuple[int, int] | None = None
    start = 0
    for stop, entering in enumerate(text, start=1):
        if owed[entering] > 0:
            missing -= 1
        owed[entering] -= 1
        while missing == 0:
            if best is None or stop - start < best[1] - best[0]:
                best = start, stop
            leaving = text[start]
            owed[leaving] += 1
            if owed[leaving] > 0:
                missing += 1
            start += 1
    return best
