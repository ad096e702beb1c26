"""Opening float, as if somebody filled the till up at the moment when it cannot pay."""

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
    opening = balance = 0
    for move in moves:
        balance += move
        if balance < 0:  # what is missing now has to be there from the morning on
            opening -= balance
            balance = 0
    return opening
