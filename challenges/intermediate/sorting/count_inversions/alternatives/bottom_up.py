"""Count inversions by merging runs of 1, 2, 4, … items, without recursion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    """Count the pairs of places i < j with items[j] < items[i].

    Args:
        items: the sequence, which is not changed; its items offer `<` and maybe no more.

    Returns:
        The number of pairs; equal items make none.

    Complexity:
        O(n log n) time, O(n) memory.
    """
    runs = list(items)
    count = 0
    width = 1
    while width < len(runs):
        merged: list[Any] = []
        for start in range(0, len(runs), 2 * width):
            left, middle = start, min(start + width, len(runs))
            for item in runs[middle : middle + width]:
                while left < middle and not item < runs[left]:
                    merged.append(runs[left])
                    left += 1
                merged.append(item)
                count += middle - left
            merged += runs[left:middle]
        runs = merged
        width *= 2
    return count
