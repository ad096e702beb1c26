"""Shrink a failing input by recursion: what cannot go as a whole is asked for in two halves."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def shrink_failure(items: Sequence[Any], fails: Callable[[list[Any]], bool]) -> list[Any]:
    """Reduce a failing list until no single item can be left out any more.

    Args:
        items: a list on which the test fails.
        fails: runs the test on a list of its own, which it may change, and says whether it fails;
            the same answer for the same list each time.

    Returns:
        Some of the items in their order. The test fails on them, and passes when any single one
        is left out.

    Raises:
        ValueError: if the test passes on `items`.

    Complexity:
        O(k log n) test runs where k of n items fail together; O(n ** 2) at worst.
    """
    if not fails([*items]):
        raise ValueError(f"a test that passes on {len(items)} items has no failure to shrink")

    def needed(before: list[Any], part: list[Any], after: list[Any]) -> list[Any]:
        """Return what must stay of a part, given what stands on either side of it."""
        if fails(before + after):
            return []
        if len(part) == 1:
            return part
        middle = len(part) // 2
        left = needed(before, part[:middle], part[middle:] + after)
        return left + needed(before + left, part[middle:], after)

    kept, length = needed([], list(items), []), len(items) + 1
    while len(kept) < length:  # an item may be able to go only after another one has gone
        length = len(kept)
        kept = needed([], kept, [])
    return kept
