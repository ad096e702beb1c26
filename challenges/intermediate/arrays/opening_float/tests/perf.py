"""Inputs on which the cost of opening_float shows."""

from __future__ import annotations


def a_day_of_ups_and_downs(size: int) -> tuple[list[int]]:
    """n movements, of which every third takes out more than the two before have brought in."""
    return ([(7, 5, -13)[place % 3] for place in range(size)],)
