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
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    kinds = set(coins)
    never = amount + 1  # more coins than any amount up to this one can take
    fewest = [0] + [never] * amount
    last = [0] * len(fewest)  # for each amount: a coin of its best choice
    for part in range(1, amount + 1):
        for coin in kinds:
            if coin <= part and fewest[part - coin] + 1 < fewest[part]:
                fewest[part] = fewest[part - coin] + 1
                last[part] = coin
    if fewest[amount] == never:
        return None

    chosen = []
    while amount > 0:
        chosen.append(last[amount])
        amount -= last[amount]
    return sorted(chosen, reverse=True)
