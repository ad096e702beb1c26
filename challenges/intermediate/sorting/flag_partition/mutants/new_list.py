"""Puts the groups together in a list that the caller never sees."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    smaller = [item for item in items if item < pivot]
    larger = [item for item in items if pivot < item]
    level = [item for item in items if not item < pivot and not pivot < item]
    items = smaller + level + larger
    return len(smaller), len(smaller) + len(level)
