"""Merges runs of 1, 2, 4, … items, and leaves alone a last run that has no whole partner."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    source = list(items)
    count = 0
    width = 1
    while width < len(source):
        for start in range(0, len(source) - 2 * width + 1, 2 * width):
            left = source[start : start + width]
            right = source[start + width : start + 2 * width]
            merged: list[Any] = []
            taken = 0
            for item in right:
                while taken < width and not item < left[taken]:
                    merged.append(left[taken])
                    taken += 1
                merged.append(item)
                count += width - taken
            source[start : start + 2 * width] = merged + left[taken:]
        width *= 2
    return count
