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
    # A border of a text is a beginning of it that is also its end, and is not all of it. A text of
    # length m has the period p exactly if it has a border of length m - p.
    borders = [0] * len(text)  # the longest border of each prefix
    border = 0
    for place in range(1, len(text)):
        while border > 0 and text[place] != text[border]:
            border = borders[border - 1]  # the next shorter border of what comes before
        if text[place] == text[border]:
            border += 1
        borders[place] = border
    return [place + 1 - border for place, border in enumerate(borders)]
