"""Fewest coins by breadth-first search: all that one coin pays, all that two pay, and so on."""

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
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    kinds = set(coins)
    last = {0: 0}  # for each amount that has been paid: the coin that was put to it last
    ring = [0]
    while ring and amount not in last:
        outer = []
        for paid in ring:
            for coin in kinds:
                total = paid + coin
                if total <= amount and total not in last:
                    last[total] = coin
                    outer.append(total)
        ring = outer
    if amount not in last:
        return None
    chosen = []
    while amount > 0:
        chosen.append(last[amount])
        amount -= last[amount]
    return sorted(chosen, reverse=True)
