"""Goes through the amounts from the top for each kind, so that no kind is used twice."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    best: list[list[int] | None] = [[]] + [None] * amount
    for coin in sorted(set(coins)):
        for part in range(amount, coin - 1, -1):
            rest, known = best[part - coin], best[part]
            if rest is not None and (known is None or len(rest) + 1 < len(known)):
                best[part] = [coin, *rest]
    return best[amount]
