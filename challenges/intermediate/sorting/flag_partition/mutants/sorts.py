"""Sorts the list, and looks for the borders by bisection."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import Any


def flag_partition(items: list[Any], pivot: Any) -> tuple[int, int]:
    items.sort()
    return bisect_left(items, pivot), bisect_right(items, pivot)
