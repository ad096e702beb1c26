"""Collects the three groups in lists, and writes them back."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    smaller: list[Any] = []
    level: list[Any] = []
    larger: list[Any] = []
    for item in items:
        if item < pivot:
            smaller.append(item)
        elif pivot < item:
            larger.append(item)
        else:
            level.append(item)
    items[:] = smaller + level + larger
    return len(smaller), len(smaller) + len(level)
