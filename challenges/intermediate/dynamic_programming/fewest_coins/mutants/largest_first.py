"""Takes the largest coin that fits, again and again."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    chosen = []
    for coin in sorted(set(coins), reverse=True):
        count, amount = divmod(amount, coin)
        chosen += [coin] * count
    return chosen if amount == 0 else None
