"""Looks on in a copy of the half that may hold the item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    if not items:
        return -1
    middle = len(items) // 2
    item, first = items[middle], items[0]
    if item == wanted:
        return middle
    in_left_half = first <= wanted < item if first <= item else not item < wanted < first
    if in_left_half:
        return rotated_lookup(items[:middle], wanted)
    found = rotated_lookup(items[middle + 1 :], wanted)
    return found if found < 0 else middle + 1 + found
