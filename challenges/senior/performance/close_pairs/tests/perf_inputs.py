"""Inputs on which the cost of close_pairs shows."""

from __future__ import annotations

import random


def all_pairs_count(size: int) -> tuple[list[int], int]:
    """Random values, and a gap as large as their range: whoever counts one by one is lost."""
    source = random.Random(size)
    return [source.randrange(size) for _ in range(size)], size


def some_pairs_count(size: int) -> tuple[list[int], int]:
    """Random values with about ten partners each."""
    source = random.Random(size)
    return [source.randrange(10 * size) for _ in range(size)], 50
