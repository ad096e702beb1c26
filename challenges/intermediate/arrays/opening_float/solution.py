"""Opening float: the smallest amount to open a till with, so that it can always pay."""

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
    balance = lowest = 0  # of a till that is opened empty and may owe
    for move in moves:
        balance += move
        lowest = min(lowest, balance)
    return -lowest
