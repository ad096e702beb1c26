"""Shrink a failing input: leave out what a failure does not need, with few test runs."""

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
    raise NotImplementedError("shrink_failure")
