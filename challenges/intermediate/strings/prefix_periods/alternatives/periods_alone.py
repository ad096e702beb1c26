"""Prefix periods, computed from each other without a word about borders."""

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
    periods: list[int] = []
    period = 1
    for place, character in enumerate(text):
        # The next candidate moves the pattern on by a period of the part that it has in common
        # with the start of the text; what is shorter has been ruled out already.
        while period < place and character != text[place - period]:
            period += periods[place - period - 1]
        if period == place and character != text[0]:
            period += 1
        periods.append(period)
    return periods
