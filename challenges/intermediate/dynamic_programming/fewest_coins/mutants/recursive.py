"""Asks for the rest by a call, and remembers the answers."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    kinds = set(coins)
    known: dict[int, tuple[int, int] | None] = {0: (0, 0)}

    def best(part: int) -> tuple[int, int] | None:
        if part in known:
            return known[part]
        found = None
        for coin in kinds:
            if coin <= part:
                rest = best(part - coin)
                if rest is not None and (found is None or rest[0] + 1 < found[0]):
                    found = rest[0] + 1, coin
        known[part] = found
        return found

    if best(amount) is None:
        return None
    chosen = []
    while amount > 0:
        chosen.append(known[amount][1])
        amount -= chosen[-1]
    return sorted(chosen, reverse=True)
