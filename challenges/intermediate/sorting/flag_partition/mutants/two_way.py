"""Parts the smaller items from the rest, and counts the level ones where they stand."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    lo = 0
    for place, item in enumerate(items):
        if item < pivot:
            items[lo], items[place] = item, items[lo]
            lo += 1
    return lo, lo + sum(not pivot < item for item in items[lo:])
