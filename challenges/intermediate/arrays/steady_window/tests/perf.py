"""Inputs on which the cost of steady_window shows."""

from __future__ import annotations


def a_slow_rise(size: int) -> tuple[list[int], int]:
    """n values that rise by one each time; half of them fit into a window."""
    return list(range(size)), size // 2
