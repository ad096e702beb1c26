"""Inputs on which the cost of count_inversions shows."""

from __future__ import annotations

import random


def shuffled_places(size: int) -> tuple[list[int]]:
    """The places from 0 to n - 1 in any order."""
    return (random.Random(size).sample(range(size), size),)
