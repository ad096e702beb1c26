"""Opening float, with the running total of the standard library."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import accumulate


def opening_float(moves: Sequence[int]) -> int:
    """Find the smallest opening amount with which a till never falls below zero.

    Args:
        moves: the cash movements in order; positive ones come in, negative ones go out.

    Returns:
        The amount, at least 0.

    Complexity:
        O(n) time, O(1) memory.
    """
    return -min(accumulate(moves, initial=0))
