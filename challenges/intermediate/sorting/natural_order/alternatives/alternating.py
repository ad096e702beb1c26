"""Natural order with keys in which texts and numbers alternate, so that like meets like."""

from __future__ import annotations

import re
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

    def key(name: str) -> tuple[list[str | int], str]:
        # Texts stand at even places, numbers at odd ones. A name that begins with a number has an
        # empty text before it, which is less than any other.
        parts: list[str | int] = [*re.split("([0-9]+)", name.casefold())]
        parts[1::2] = map(int, parts[1::2])
        return parts, name

    return sorted(names, key=key)
