"""Inputs on which the cost of smallest_capacity shows."""

from __future__ import annotations

import random


def parcels_for_a_tenth_of_the_days(size: int) -> tuple[list[int], int]:
    """n parcels of weights up to n, and n / 10 days."""
    source = random.Random(size)
    return [source.randint(1, size) for _ in range(size)], max(size // 10, 1)
