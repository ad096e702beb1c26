"""Close pairs, fast: the answers of slow.py in O(n log n)."""

from __future__ import annotations

from collections.abc import Sequence


def close_pairs(values: Sequence[int], gap: int) -> int:
    """Count the pairs of positions whose values differ by at most `gap`.

    Args:
        values: The values, in any order; they are not changed.
        gap: The largest difference that counts; below 0 no pair does.

    Returns:
        How many pairs i < j have abs(values[i] - values[j]) <= gap.

    Complexity:
        O(n log n) time for n values, however many pairs count.
    """
    if gap < 0:
        return 0
    ordered = sorted(values)
    pairs = 0
    first = 0  # the first value that is close to the current one; it only moves on
    for last, value in enumerate(ordered):
        while value - ordered[first] > gap:
            first += 1
        pairs += last - first
    return pairs
