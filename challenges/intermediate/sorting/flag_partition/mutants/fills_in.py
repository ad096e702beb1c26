"""Counts the groups and writes the pivot into the middle one."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    smaller = [item for item in items if item < pivot]
    larger = [item for item in items if pivot < item]
    level = len(items) - len(smaller) - len(larger)
    items[:] = smaller + [pivot] * level + larger
    return len(smaller), len(smaller) + level
