"""Tries every kind as the last coin, and works the rest out anew each time."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    if amount == 0:
        return []
    best = None
    for coin in set(coins):
        if coin <= amount:
            rest = fewest_coins(coins, amount - coin)
            if rest is not None and (best is None or len(rest) + 1 < len(best)):
                best = sorted([coin, *rest], reverse=True)
    return best
