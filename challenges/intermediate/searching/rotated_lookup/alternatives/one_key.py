"""One bisection with a key under which the rotated list is in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    """Find an item in an ascending sequence that was cut once and put back the wrong way round.

    What is smaller than the first item stands behind the cut. So the pair (smaller than the first,
    item) ascends all the way.
    """
    if not items:
        return -1
    first = items[0]
    place = bisect_left(items, (wanted < first, wanted), key=lambda item: (item < first, item))
    return place if place < len(items) and items[place] == wanted else -1
