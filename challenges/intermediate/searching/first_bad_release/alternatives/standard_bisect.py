"""Doubling, and then `bisect` of the standard library over the numbers between."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable


def first_bad_release(is_bad: Callable[[int], bool], limit: int | None = None) -> int | None:
    """Find the first bad one of the releases 1, 2, 3, …, all later ones being bad too.

    False comes before True, so the answers of `is_bad` are in order, and a range is a sequence
    that holds no numbers.
    """
    if limit is not None and limit < 1:
        return None
    bad = 1
    while not is_bad(bad):
        if bad == limit:
            return None
        unknown = bad + 1
        bad = min(2 * bad, limit or 2 * bad)
    if bad == 1:
        return 1
    between = range(unknown, bad)
    return unknown + bisect_left(between, True, key=is_bad)
