"""Makes a list of all balances to take the smallest of it: memory grows with the day."""

from __future__ import annotations

from collections.abc import Sequence


def opening_float(moves: Sequence[int]) -> int:
    balances = [0]
    for move in moves:
        balances.append(balances[-1] + move)
    return -min(balances)
