"""Inputs on which the cost of spill_sort shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType

from challenges.intermediate.sorting.spill_sort.tests.store import MemoryStore


def shuffled_stream(size: int) -> tuple[list[int]]:
    """The numbers from 0 to n - 1 in any order."""
    return (random.Random(size).sample(range(size), size),)


def sort_sixteen_at_a_time(subject: ModuleType, numbers: list[int]) -> list[int]:
    """Sorts with room for sixteen, through a store that is memory too."""
    return list(subject.spill_sort(iter(numbers), 16, MemoryStore()))
