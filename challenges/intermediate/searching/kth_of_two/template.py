"""K-th of two sorted lists: one item of the merged order, found with few reads."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def kth_of_two(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    """Return the k-th smallest item of two sorted sequences together.

    Args:
        a: items in ascending order, comparable with `<`.
        b: likewise.
        k: the place in the merged order, counted from 1.

    Returns:
        The item at that place.

    Raises:
        IndexError: if `k` is not in 1..len(a) + len(b).

    Complexity:
        O(log min(len(a), len(b))) reads of items.
    """
    raise NotImplementedError("kth_of_two")
