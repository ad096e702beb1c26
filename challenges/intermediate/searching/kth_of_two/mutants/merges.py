"""Merges up to the k-th item."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def kth_of_two(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    if not 1 <= k <= len(a) + len(b):
        raise IndexError(f"k is {k}; allowed is 1 to {len(a) + len(b)}")
    i = j = 0
    while True:
        if j == len(b) or (i < len(a) and a[i] < b[j]):
            item = a[i]
            i += 1
        else:
            item = b[j]
            j += 1
        if i + j == k:
            return item
