"""Drops half of what is left at each step, by slices that copy."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def kth_of_two(a: Sequence[Any], b: Sequence[Any], k: int) -> Any:
    if not 1 <= k <= len(a) + len(b):
        raise IndexError(f"k is {k}; allowed is 1 to {len(a) + len(b)}")
    if len(a) > len(b):
        a, b = b, a
    if not a:
        return b[k - 1]
    if k == 1:
        return b[0] if b[0] < a[0] else a[0]
    half = min(k // 2, len(a))
    if b[half - 1] < a[half - 1]:
        return kth_of_two(a, b[half:], k - half)
    return kth_of_two(a[half:], b, k - half)
