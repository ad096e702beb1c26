"""Inputs on which the cost of fewest_coins shows."""

from __future__ import annotations


def odd_kinds(size: int) -> tuple[list[int], int]:
    """An amount of n, and coins of 1, 7, 31 and 97."""
    return [7, 97, 1, 31], size
