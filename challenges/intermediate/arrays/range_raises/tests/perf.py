"""Inputs on which the cost of range_raises shows."""

from __future__ import annotations


def half_the_row_each_time(size: int) -> tuple[int, list[tuple[int, int, int]]]:
    """n places, and n updates of n / 2 places each, which begin further and further right."""
    return size, [(place // 2, place // 2 + size // 2, place) for place in range(size)]
