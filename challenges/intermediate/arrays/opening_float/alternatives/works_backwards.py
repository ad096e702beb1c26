"""Opening float, from the evening back to the morning."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    """Find the smallest opening amount with which a till never falls below zero.

    Args:
        moves: the cash movements in order; positive ones come in, negative ones go out.

    Returns:
        The amount, at least 0.

    Complexity:
        O(n) time, O(1) memory.
    """
    needed = 0  # before the movements seen so far, all of which come later
    for move in reversed(moves):
        needed = max(0, needed - move)
    return needed
