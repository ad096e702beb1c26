"""Inputs on which the cost of free_slots shows."""

from __future__ import annotations

import random


def short_appointments_in_any_order(size: int) -> tuple[list[tuple[int, int]], tuple[int, int]]:
    """n appointments of up to ten minutes, shuffled, with a gap after each."""
    starts = [20 * number for number in range(size)]
    random.Random(size).shuffle(starts)
    return [(start, start + 1 + start % 10) for start in starts], (0, 20 * size)
