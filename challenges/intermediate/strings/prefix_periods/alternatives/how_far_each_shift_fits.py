"""Prefix periods, from how far the text agrees with itself when it is shifted (the Z array)."""

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
    length = len(text)
    agrees = [0] * length  # how many characters from here on are those at the start of the text
    left = right = 0  # the stretch furthest right that is known to equal a beginning
    periods: list[int] = []
    for shift in range(1, length + 1):
        if shift < length:
            known = min(agrees[shift - left], right - shift) if shift < right else 0
            while shift + known < length and text[known] == text[shift + known]:
                known += 1
            agrees[shift] = known
            if shift + known > right:
                left, right = shift, shift + known
        # The shift is a period of every prefix up to where the agreement ends.
        reaches = shift + (agrees[shift] if shift < length else 0)
        periods += [shift] * (reaches - len(periods))
    return periods
