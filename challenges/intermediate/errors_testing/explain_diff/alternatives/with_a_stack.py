"""Explain the difference with a stack of what is still to be compared, in place of recursion."""

from __future__ import annotations

import math
from typing import Any


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
    lines: list[str] = []
    # What is above an entry is counted by the number of steps that lead to it.
    under_way: list[tuple[int, int]] = []
    known: set[tuple[int, int]] = set()
    stack: list[tuple[int, str, Any, Any]] = [(0, "$", (expected,), (actual,))]
    while stack:
        depth, path, one, other = stack.pop()
        while len(under_way) > depth:
            known.discard(under_way.pop())
        if not (one and other):
            lines.append(f"{path}: {'missing' if one else 'unexpected'}")
            continue
        (left,), (right,) = one, other
        kinds = type(left), type(right)
        if kinds[0] is not kinds[1] and set(kinds) != {int, float}:
            lines.append(f"{path}: {kinds[0].__name__} != {kinds[1].__name__}")
        elif kinds[0] in (list, tuple, dict):
            pair = (id(left), id(right))
            if pair in known:
                continue
            known.add(pair)
            under_way.append(pair)
            for step in reversed(_steps(left, right)):
                parts = (_part(left, step), _part(right, step))
                stack.append((depth + 1, f"{path}[{step!r}]", *parts))
        elif not _same(left, right, tolerance):
            lines.append(f"{path}: {left!r} != {right!r}")
    return lines


def _steps(left: Any, right: Any) -> list[Any]:
    if type(left) is dict:
        return sorted(left.keys() | right.keys(), key=repr)
    return list(range(max(len(left), len(right))))


def _part(value: Any, step: Any) -> tuple[Any, ...]:
    """Return the part in a tuple, or an empty tuple if there is none."""
    there = step in value if type(value) is dict else step < len(value)
    return (value[step],) if there else ()


def _same(left: Any, right: Any, tolerance: float) -> bool:
    if type(left) not in (int, float) or left == right:
        return bool(left == right)
    if math.isnan(left) or math.isnan(right):
        return math.isnan(left) and math.isnan(right)
    return bool(abs(left - right) <= tolerance)
