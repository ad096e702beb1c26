"""Explain the difference: every place where two nested values differ, with its path."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

_NOTHING = object()  # stands where one of two values has no part


def explain_diff(expected: Any, actual: Any, *, tolerance: float = 0.0) -> list[str]:
    """List the differences between two values of plain data.

    Args:
        expected: None, a bool, number, text or bytes, or lists, tuples and dicts of such values.
        actual: likewise.
        tolerance: by how much numbers may differ, absolutely.

    Returns:
        A line for each difference: its path, and what is missing, unexpected or not the same.

    Complexity:
        O(size * log(keys of the largest dict)).
    """
    return list(_lines(expected, actual, "$", tolerance, set()))


def _lines(
    expected: Any, actual: Any, path: str, tolerance: float, above: set[tuple[int, int]]
) -> Iterator[str]:
    """Yield the lines about two values; `above` has the pairs that are being compared."""
    if _is_number(expected) and _is_number(actual):
        if not _are_close(expected, actual, tolerance):
            yield f"{path}: {expected!r} != {actual!r}"
    elif type(expected) is not type(actual):
        yield f"{path}: {type(expected).__name__} != {type(actual).__name__}"
    elif isinstance(expected, list | tuple | dict):
        pair = id(expected), id(actual)
        if pair in above:
            return
        above.add(pair)
        for step, left, right in _parts(expected, actual):
            if right is _NOTHING:
                yield f"{path}[{step!r}]: missing"
            elif left is _NOTHING:
                yield f"{path}[{step!r}]: unexpected"
            else:
                yield from _lines(left, right, f"{path}[{step!r}]", tolerance, above)
        above.remove(pair)  # at another path, the same pair is compared again
    elif expected != actual:
        yield f"{path}: {expected!r} != {actual!r}"


def _parts(expected: Any, actual: Any) -> Iterator[tuple[Any, Any, Any]]:
    """Yield index or key, and the parts of both values, of two containers of one type."""
    if isinstance(expected, dict):
        for key in sorted({**expected, **actual}, key=repr):
            yield key, expected.get(key, _NOTHING), actual.get(key, _NOTHING)
    else:
        for index, parts in enumerate(zip_longest(expected, actual, fillvalue=_NOTHING)):
            yield index, *parts


def _is_number(value: Any) -> bool:
    return type(value) in (int, float)  # and not bool, which is an int to isinstance


def _are_close(left: float, right: float, tolerance: float) -> bool:
    # Infinities are equal though their difference is NaN; two NaN are the same here.
    both_nan = left != left and right != right
    return left == right or both_nan or abs(left - right) <= tolerance
