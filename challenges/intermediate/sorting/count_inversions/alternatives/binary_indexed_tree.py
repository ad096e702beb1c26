"""Count inversions with a binary indexed tree: how many of the earlier items are greater?"""

from __future__ import annotations

from bisect import bisect_left
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
    ordered = sorted(items)
    seen = [0] * (len(ordered) + 1)  # a binary indexed tree over the places in order
    count = 0
    for number, item in enumerate(items):
        rank = bisect_left(ordered, item)
        greater = number
        place = rank + 1  # of the items before, those up to this place are not greater
        while place > 0:
            greater -= seen[place]
            place &= place - 1
        count += greater
        place = rank + 1
        while place < len(seen):
            seen[place] += 1
            place += place & -place
    return count
