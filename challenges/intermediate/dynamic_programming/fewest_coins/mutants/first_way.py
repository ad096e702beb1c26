"""Takes the largest coin that fits, and goes back where that gets stuck: the first way there is."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    kinds = sorted(set(coins), reverse=True)
    stuck = set()
    chosen: list[int] = []
    tried = [0]
    while amount > 0:
        if tried[-1] < len(kinds):
            coin = kinds[tried[-1]]
            tried[-1] += 1
            if coin <= amount and amount - coin not in stuck:
                chosen.append(coin)
                amount -= coin
                tried.append(tried[-1] - 1)
        else:
            stuck.add(amount)
            tried.pop()
            if not tried:
                return None
            amount += chosen.pop()
    return chosen
