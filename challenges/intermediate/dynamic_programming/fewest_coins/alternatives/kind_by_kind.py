"""Fewest coins kind by kind: each kind improves what the kinds before it can pay."""

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
    never = amount + 1
    fewest = [0] + [never] * amount
    kinds = sorted(set(coins), reverse=True)
    for coin in kinds:
        for part in range(coin, amount + 1):
            with_coin = fewest[part - coin] + 1
            if with_coin < fewest[part]:
                fewest[part] = with_coin
    if fewest[amount] == never:
        return None
    chosen: list[int] = []
    for coin in kinds:  # no second table: a coin belongs if the rest takes one coin fewer
        while amount >= coin and fewest[amount - coin] == fewest[amount] - 1:
            chosen.append(coin)
            amount -= coin
    return chosen
