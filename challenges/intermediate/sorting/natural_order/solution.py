"""Natural order: names sorted as people expect, with numbers by value and case ignored."""

from __future__ import annotations

import re
from collections.abc import Iterable

_RUN = re.compile("[0-9]+|[^0-9]+")


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
    return sorted(names, key=_natural_key)


def _natural_key(name: str) -> tuple[list[tuple[int, int | str]], str]:
    """Return what the name is sorted by: its runs, and for a tie the name itself."""
    runs: list[tuple[int, int | str]] = []
    for run in _RUN.findall(name):
        if "0" <= run[0] <= "9":
            runs.append((0, int(run)))  # the tags keep numbers and texts from meeting
        else:
            runs.append((1, run.casefold()))
    return runs, name
