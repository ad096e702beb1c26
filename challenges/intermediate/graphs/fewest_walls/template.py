"""Fewest walls to break: the way through a grid that enters the fewest squares of rock."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    """Find the least number of rock squares on a way from the upper left to the lower right.

    Args:
        grid: rows of equal length, at least one; "." is free, "#" costs one blow to enter.

    Returns:
        The least number of blows, with the first and the last square counted.

    Complexity:
        O(squares) time and memory.
    """
    raise NotImplementedError("fewest_walls")
