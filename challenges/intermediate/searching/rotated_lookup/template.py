"""Lookup in a rotated list: a position found with few reads, wherever the list was cut."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    """Find an item in an ascending sequence that was cut once and put back the wrong way round.

    Args:
        items: different items that can be compared; every item from the cut on was moved to the
            front. Without a cut they ascend all the way.
        wanted: what to look for.

    Returns:
        The index of the item that equals `wanted`; -1 if there is none.

    Complexity:
        At most 3 * log2(len(items)) + 4 reads of items, O(1) memory.
    """
    raise NotImplementedError("rotated_lookup")
