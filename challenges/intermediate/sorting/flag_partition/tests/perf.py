"""Inputs on which the cost of flag_partition shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def shuffled_grades(size: int) -> tuple[list[int], int]:
    """n grades from 0 to 99 in any order, around 50; few objects, so that no cache is missed."""
    return random.Random(size).choices(range(100), k=size), 50


def partition_a_copy(subject: ModuleType, items: list[int], pivot: int) -> tuple[int, int]:
    """Partitions a copy, as the call changes its list; the copy is the memory that is seen."""
    borders: tuple[int, int] = subject.flag_partition(items.copy(), pivot)
    return borders
