"""Finds each item's place by bisection, and moves the greater ones out of the way one by one."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    ordered: list[Any] = []
    count = 0
    for item in items:
        place = bisect_right(ordered, item)
        ordered.append(item)
        for behind in range(len(ordered) - 1, place, -1):
            ordered[behind] = ordered[behind - 1]
            count += 1
        ordered[place] = item
    return count
