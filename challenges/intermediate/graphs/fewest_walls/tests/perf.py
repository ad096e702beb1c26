"""Inputs on which the cost of fewest_walls shows."""

from __future__ import annotations

from math import isqrt


def winding_corridor(size: int) -> tuple[list[str]]:
    """A corridor that fills a square of about n squares, from side to side and back."""
    side = isqrt(size) | 1
    to_the_right, to_the_left = "#" * (side - 1) + ".", "." + "#" * (side - 1)
    walls = [to_the_right, to_the_left] * side
    return ([walls[row // 2] if row % 2 else "." * side for row in range(side)],)
