"""Inputs on which the cost of natural_order shows."""

from __future__ import annotations

import random


def numbered_pictures(size: int) -> tuple[list[str]]:
    """n names of pictures with numbers of seven digits, in any order."""
    numbers = random.Random(size).choices(range(1_000_000, 10_000_000), k=size)
    return ([f"IMG_{number}.jpg" for number in numbers],)
