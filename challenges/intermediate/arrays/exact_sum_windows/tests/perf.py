"""Inputs on which the cost of exact_sum_windows shows."""

from __future__ import annotations


def a_rise_and_a_plateau(size: int) -> tuple[list[int], int]:
    """n / 2 ones, whose totals are all different, then n / 2 zeros, all of whose stretches fit."""
    return [1] * (size // 2) + [0] * (size - size // 2), 0
