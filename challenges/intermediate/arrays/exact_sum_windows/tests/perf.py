"""Inputs on which the cost of exact_sum_windows shows."""

from __future__ import annotations


def every_window_balances(size: int) -> tuple[list[int], int]:
    """n zeros: all n * (n + 1) / 2 stretches have the sum 0 that is asked for."""
    return [0] * size, 0


def no_total_comes_twice(size: int) -> tuple[list[int], int]:
    """n ones, whose running totals are all different; the sum asked for is half of them."""
    return [1] * size, size // 2
