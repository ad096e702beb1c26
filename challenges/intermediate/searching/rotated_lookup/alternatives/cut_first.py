"""Two plain bisections: one for the cut, one in the part that can hold the item."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    """Find an item in an ascending sequence that was cut once and put back the wrong way round."""
    if not items:
        return -1
    first = items[0]
    low, cut = 1, len(items)  # the first index whose item is smaller than the first one
    while low < cut:
        middle = (low + cut) // 2
        if items[middle] < first:
            cut = middle
        else:
            low = middle + 1
    start, stop = (cut, len(items)) if wanted < first else (0, cut)
    place = bisect_left(items, wanted, start, stop)
    return place if place < stop and items[place] == wanted else -1
