"""Looks for the cut item by item, and bisects only then."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    cut = next((index for index in range(1, len(items)) if items[index] < items[index - 1]), 0)
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[(cut + middle) % len(items)] < wanted:
            low = middle + 1
        else:
            high = middle
    place = (cut + low) % len(items) if low < len(items) else -1
    return place if place >= 0 and items[place] == wanted else -1
