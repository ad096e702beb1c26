"""Count inversions: how many pairs of a sequence stand the wrong way round."""

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
    return _sort_and_count(list(items))[1]


def _sort_and_count(items: list[Any]) -> tuple[list[Any], int]:
    """Return the items in ascending order, and the inversions they had."""
    if len(items) < 2:
        return items, 0
    middle = len(items) // 2
    left, inside_left = _sort_and_count(items[:middle])
    right, inside_right = _sort_and_count(items[middle:])
    across = 0
    merged = []
    taken = 0  # how many items of left are merged
    for item in right:
        while taken < len(left) and not item < left[taken]:
            merged.append(left[taken])
            taken += 1
        merged.append(item)
        across += len(left) - taken  # all that is left there is greater and stood before it
    return merged + left[taken:], inside_left + inside_right + across
