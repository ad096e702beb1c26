"""The rules for equality and for lines, written down in another way than a solution would."""

from __future__ import annotations

import math
from typing import Any


def are_equal(left: Any, right: Any) -> bool:
    """Say whether two values without cycles are equal, without a word on where they differ."""
    numbers = [type(value) in (int, float) for value in (left, right)]
    if all(numbers):
        return bool(left == right) or (math.isnan(left) and math.isnan(right))
    if type(left) is not type(right):
        return False
    if type(left) is dict:
        return left.keys() == right.keys() and all(are_equal(left[k], right[k]) for k in left)
    if type(left) in (list, tuple):
        return len(left) == len(right) and all(map(are_equal, left, right))
    return bool(left == right)


def all_parts(value: Any, path: str = "$") -> dict[str, Any]:
    """Return all parts of a value without cycles, the value itself included, by their paths."""
    found = {path: value}
    if type(value) is dict:
        steps = list(value.items())
    else:
        steps = list(enumerate(value)) if type(value) in (list, tuple) else []
    for step, part in steps:
        found |= all_parts(part, f"{path}[{step!r}]")
    return found


def all_lines(expected: Any, actual: Any) -> set[str]:
    """Return the lines, in no order, by comparing the lists of all parts."""
    left, right = all_parts(expected), all_parts(actual)
    lines = set()
    open_paths: list[str | None] = [None]  # where both have a container of one type
    for path in sorted({*left, *right}, key=lambda path: path.count("[")):
        above = path[: path.rindex("[")] if "[" in path else None
        if above not in open_paths:
            continue
        if path not in right:
            lines.add(f"{path}: missing")
        elif path not in left:
            lines.add(f"{path}: unexpected")
        else:
            one, other = left[path], right[path]
            if type(one) is type(other) and type(one) in (list, tuple, dict):
                open_paths.append(path)
            elif not are_equal(one, other):
                of_types = {type(one), type(other)} - {int, float} and type(one) is not type(other)
                texts = [type(v).__name__ if of_types else repr(v) for v in (one, other)]
                lines.add(f"{path}: {' != '.join(texts)}")
    return lines
