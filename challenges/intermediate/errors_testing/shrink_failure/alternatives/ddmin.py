"""Shrink a failing input by delta debugging, as Zeller and Hildebrandt published it in 2002."""

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
    failing = list(items)
    if not fails(list(failing)):
        raise ValueError("the test passes")
    if fails([]):
        return []
    parts = 2
    while len(failing) > 1:
        size = -(-len(failing) // parts)
        starts = range(0, len(failing), size)
        chunks = [failing[start : start + size] for start in starts]
        rests = [failing[:start] + failing[start + size :] for start in starts]
        if (chunk := _first(chunks, fails)) is not None:
            failing, parts = chunk, 2
        elif (rest := _first(rests, fails)) is not None:
            failing, parts = rest, max(parts - 1, 2)
        elif size == 1:
            break
        else:
            parts = min(2 * parts, len(failing))
    return failing


def _first(lists: list[list[Any]], fails: Callable[[list[Any]], bool]) -> list[Any] | None:
    return next((candidate for candidate in lists if fails(list(candidate))), None)
