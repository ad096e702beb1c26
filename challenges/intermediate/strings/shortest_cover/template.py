"""Shortest covering window: the shortest stretch of a text that contains what is needed."""

from __future__ import annotations


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
    raise NotImplementedError("shortest_cover")
