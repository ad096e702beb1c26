"""Strides that double while the ground is good, and halve when it is not."""

from __future__ import annotations

from collections.abc import Callable


def first_bad_release(is_bad: Callable[[int], bool], limit: int | None = None) -> int | None:
    """Find the first bad one of the releases 1, 2, 3, …, all later ones being bad too.

    What lies beyond the limit counts as bad, and is not asked for.
    """
    end = float("inf") if limit is None else max(limit, 0)
    good, stride = 0, 1
    while good + stride <= end and not is_bad(good + stride):
        good += stride
        stride *= 2
    while stride > 1:
        stride //= 2
        if good + stride <= end and not is_bad(good + stride):
            good += stride
    return good + 1 if good < end else None
