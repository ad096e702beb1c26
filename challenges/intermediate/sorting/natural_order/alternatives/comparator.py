"""Natural order by comparing two names, with the runs of each kept from the first time on."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache, cmp_to_key
from itertools import groupby


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

    @cache
    def runs_of(name: str) -> list[tuple[bool, str]]:
        parts = groupby(name, key="0123456789".__contains__)
        return [(is_number, "".join(characters)) for is_number, characters in parts]

    def compare(left: str, right: str) -> int:
        runs_left, runs_right = runs_of(left), runs_of(right)
        for (left_is_number, one), (right_is_number, other) in zip(
            runs_left, runs_right, strict=False
        ):
            if left_is_number != right_is_number:
                return -1 if left_is_number else 1
            if left_is_number:
                one, other = one.lstrip("0"), other.lstrip("0")
                if len(one) != len(other):
                    return len(one) - len(other)
            else:
                one, other = one.casefold(), other.casefold()
            if one != other:
                return -1 if one < other else 1
        if len(runs_left) != len(runs_right):
            return len(runs_left) - len(runs_right)
        return -1 if left < right else int(left > right)

    return sorted(names, key=cmp_to_key(compare))
