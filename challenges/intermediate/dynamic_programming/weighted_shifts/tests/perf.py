"""Inputs on which the cost of weighted_shifts shows."""

from __future__ import annotations

import random


def overlapping_shifts(size: int) -> tuple[list[tuple[int, int, int]]]:
    """n shifts in any order, each of which overlaps some ten others."""
    source = random.Random(size)
    starts = [source.randrange(10 * size) for _ in range(size)]
    return ([(start, start + source.randrange(1, 100), source.randrange(50)) for start in starts],)
