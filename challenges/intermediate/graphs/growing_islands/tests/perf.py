"""Inputs on which the cost of growing_islands shows."""

from __future__ import annotations


def joined_in_a_row(size: int) -> tuple[int, int, list[tuple[int, int]]]:
    """n fills in one row: every second square first, then those between, from left to right."""
    apart = [(0, col) for col in range(0, size, 2)]
    between = [(0, col) for col in range(1, size, 2)]
    return 1, size, apart + between
