"""Inputs on which the cost of weighted_shifts shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def overlapping_shifts(size: int) -> tuple[list[tuple[int, int, int]]]:
    """n shifts in any order, each of which overlaps some ten others."""
    source = random.Random(size)
    starts = [source.randrange(10 * size) for _ in range(size)]
    return ([(start, start + source.randrange(1, 100), source.randrange(50)) for start in starts],)


def total_pay(subject: ModuleType, shifts: list[tuple[int, int, int]]) -> int:
    """Asks for the total, as several choices may pay it."""
    total: int = subject.weighted_shifts(shifts)[0]
    return total
