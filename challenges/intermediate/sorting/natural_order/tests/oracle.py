"""The order as the statement tells it: two names held against each other, run by run."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cmp_to_key

DIGITS = "0123456789"


def sorted_by_the_rule(names: Iterable[str]) -> list[str]:
    """Sort with a comparison of two names."""
    return sorted(names, key=cmp_to_key(compare))


def compare(left: str, right: str) -> int:
    """Return a number below zero if `left` comes first, above zero if `right` does."""
    rest_left, rest_right = left, right
    while rest_left and rest_right:
        run_left, rest_left = first_run(rest_left)
        run_right, rest_right = first_run(rest_right)
        found = compare_runs(run_left, run_right)
        if found != 0:
            return found
    if rest_left or rest_right:
        return 1 if rest_left else -1
    return compare_plainly(left, right)


def first_run(name: str) -> tuple[str, str]:
    """Cut a name behind its first run."""
    end = 1
    while end < len(name) and (name[end] in DIGITS) == (name[0] in DIGITS):
        end += 1
    return name[:end], name[end:]


def compare_runs(left: str, right: str) -> int:
    """Compare two runs; a number is told by its length without leading zeros, then its digits."""
    if left[0] in DIGITS and right[0] in DIGITS:
        left, right = left.lstrip("0"), right.lstrip("0")
        return len(left) - len(right) or compare_plainly(left, right)
    if left[0] in DIGITS or right[0] in DIGITS:
        return -1 if left[0] in DIGITS else 1
    return compare_plainly(left.casefold(), right.casefold())


def compare_plainly(left: str, right: str) -> int:
    """Compare two texts as Python does."""
    return (left > right) - (left < right)
