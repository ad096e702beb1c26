"""Inputs on which the cost of fewest_coins shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def odd_kinds(size: int) -> tuple[list[int], int]:
    """An amount of n, and coins of 1, 7, 31 and 97."""
    return [7, 97, 1, 31], size


def count_coins(subject: ModuleType, coins: list[int], amount: int) -> int:
    """Counts the coins, as several choices may be as good."""
    return len(subject.fewest_coins(coins, amount))
