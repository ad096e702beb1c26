"""Answers with the position among the items in order, before the list was cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    low, high = 0, len(items) - 1
    while low < high:
        middle = (low + high) // 2
        if items[middle] > items[high]:
            low = middle + 1
        else:
            high = middle
    cut = low
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        item = items[(cut + middle) % len(items)]
        if item == wanted:
            return middle
        if item < wanted:
            low = middle + 1
        else:
            high = middle
    return -1
