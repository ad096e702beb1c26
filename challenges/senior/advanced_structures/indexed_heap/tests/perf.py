"""Inputs on which the cost of IndexedHeap shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def priorities(size: int) -> tuple[list[float], list[float]]:
    """All priorities are random and different."""
    source = random.Random(size)
    return [source.random() for _ in range(size)], [source.random() for _ in range(size)]


def push_update_pop(
    subject: ModuleType, first: list[float], second: list[float]
) -> list[tuple[int, float]]:
    """Pushes n keys, gives each another priority four times, then pops all."""
    heap = subject.IndexedHeap()
    for key, priority in enumerate(first):
        heap.push(key, priority)
    for present in (second, first, first[::-1], second):
        for key, priority in enumerate(present):
            heap.update(key, priority)
    return [heap.pop() for _ in first]
