"""`bisect` of the standard library over the numbers of items that one list may give."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def kth_of_two(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    """Return the k-th smallest item of two sorted sequences together.

    For few items from `a` its next item is smaller than the last one taken from `b`, from some
    number on it is not: the answers False and True are in order.
    """
    if not 1 <= k <= len(a) + len(b):
        raise IndexError(f"place {k} of {len(a) + len(b)} items")
    shares = range(max(0, k - len(b)), min(k, len(a)))  # the last possible one needs no question
    from_a = shares.start + bisect_left(
        shares, True, key=lambda share: not a[share] < b[k - share - 1]
    )
    if from_a == 0:
        return b[k - 1]
    if from_a == k:
        return a[k - 1]
    one, other = a[from_a - 1], b[k - from_a - 1]
    return other if one < other else one
