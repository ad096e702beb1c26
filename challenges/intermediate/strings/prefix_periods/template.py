"""Prefix periods: after each character, the length of the shortest pattern that repeats."""

from __future__ import annotations


def prefix_periods(text: str) -> list[int]:
    """Find the smallest period of every prefix of a text.

    Args:
        text: any text.

    Returns:
        At index i the least p >= 1 such that in text[: i + 1] every character equals the one p
        places before it, where there is one.

    Complexity:
        O(n) time, O(n) memory.
    """
    raise NotImplementedError("prefix_periods")
