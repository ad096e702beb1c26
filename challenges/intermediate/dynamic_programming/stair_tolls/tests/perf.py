"""Inputs on which the cost of stair_tolls shows."""

from __future__ import annotations

import random


def mixed_tolls(size: int) -> tuple[list[int], list[int]]:
    """n steps with tolls and some gifts, and strides of 1, 3 and 4."""
    return random.Random(size).choices(range(-2, 10), k=size), [1, 3, 4]
