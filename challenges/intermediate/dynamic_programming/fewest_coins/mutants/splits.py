"""Splits each amount into two smaller ones, at every place."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_coins(coins: Sequence[int], amount: int) -> list[int] | None:
    if amount < 0:
        raise ValueError(f"amount must not be negative, got {amount}")
    never = amount + 1
    kinds = set(coins)
    fewest = [0] + [never] * amount
    split = [0] * (amount + 1)
    for part in range(1, amount + 1):
        if part in kinds:
            fewest[part] = 1
        for first in range(1, part // 2 + 1):
            if fewest[first] + fewest[part - first] < fewest[part]:
                fewest[part] = fewest[first] + fewest[part - first]
                split[part] = first
    if fewest[amount] == never:
        return None
    chosen = []
    waiting = [amount] if amount else []
    while waiting:
        part = waiting.pop()
        if split[part]:
            waiting += [split[part], part - split[part]]
        else:
            chosen.append(part)
    return sorted(chosen, reverse=True)
