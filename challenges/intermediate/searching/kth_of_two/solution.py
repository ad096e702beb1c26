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
    total = len(a) + len(b)
    if not 1 <= k <= total:
        raise IndexError(f"k is {k}; allowed is 1 to {total}, the number of items in both lists")
    # The k smallest are the first `take` items of a and the first k - take items of b. What both
    # can give leaves no more choices for `take` than the shorter one has items, and one.
    low, high = max(0, k - len(b)), min(k, len(a))
    while low < high:
        take = (low + high) // 2
        if a[take] < b[k - take - 1]:  # a's next item is smaller than b's last: take it instead
            low = take + 1
        else:
            high = take
    if low == 0:
        return b[k - 1]
    if low == k:
        return a[k - 1]
    last_a, last_b = a[low - 1], b[k - low - 1]
    return last_a if last_b < last_a else last_b
