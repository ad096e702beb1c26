"""Fewest coins: an amount paid exactly, with as few coins as possible."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    """Pay `amount` exactly with the fewest coins.

    Args:
        coins: the kinds of coins, each at least 1, in any order; there are enough of each.
        amount: what to pay.

    Returns:
        The coins from the largest to the smallest; None if the amount cannot be paid exactly.

    Raises:
        ValueError: if `amount` is negative.

    Complexity:
        O(amount * kinds) time, O(amount) memory.
    """
    raise NotImplementedError("fewest_coins")
