"""Writes each item as items[…] wherever it is needed, up to five times in a step."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    low, high = 0, len(items) - 1
    while low <= high:
        middle = (low + high) // 2
        if items[middle] == wanted:
            return middle
        if items[low] <= items[middle]:
            if items[low] <= wanted < items[middle]:
                high = middle - 1
            else:
                low = middle + 1
        elif items[middle] < wanted <= items[high]:
            low = middle + 1
        else:
            high = middle - 1
    return -1
