"""Bisects all releases that there are, however early the bug came in."""

from __future__ import annotations

from collections.abc import Callable


def first_bad_release(is_bad: Callable[[int], bool], limit: int | None = None) -> int | None:
    if limit is None:
        limit = 1
        while not is_bad(limit):
            limit *= 2
    low, high = 1, limit + 1
    while low < high:
        middle = (low + high) // 2
        if is_bad(middle):
            high = middle
        else:
            low = middle + 1
    return low if low <= limit else None
