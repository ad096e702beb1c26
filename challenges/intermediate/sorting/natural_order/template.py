"""Natural order: names sorted as people expect, with numbers by value and case ignored."""

from __future__ import annotations

from collections.abc import Iterable


def natural_order(names: Iterable[str]) -> list[str]:
    """Sort names by their runs of digits and of other characters.

    Args:
        names: the names, in any order; equal ones may occur.

    Returns:
        A new list. Runs are compared from the left: numbers by value, texts by casefold, a number
        before a text; who runs out of runs comes first. Remaining ties are in plain text order.

    Complexity:
        O(total length * log n) time for n names.
    """
    raise NotImplementedError("natural_order")
