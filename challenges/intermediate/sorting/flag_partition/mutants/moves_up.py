"""Takes smaller items out and inserts them at the front."""

from __future__ import annotations

from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    lo = hi = 0
    for place in range(len(items)):
        if items[place] < pivot:
            items.insert(0, items.pop(place))
            lo += 1
            hi += 1
        elif not pivot < items[place]:
            items.insert(lo, items.pop(place))
            hi += 1
    return lo, hi
