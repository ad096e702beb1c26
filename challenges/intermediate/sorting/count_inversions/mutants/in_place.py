"""Merges back into the list that it was given."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    if not isinstance(items, list):
        items = list(items)
    if len(items) < 2:
        return 0
    left, right = items[: len(items) // 2], items[len(items) // 2 :]
    count = count_inversions(left) + count_inversions(right)
    taken = 0
    for place, item in enumerate(right):
        while taken < len(left) and not item < left[taken]:
            items[place + taken] = left[taken]
            taken += 1
        items[place + taken] = item
        count += len(left) - taken
    items[len(right) + taken :] = left[taken:]
    return count
