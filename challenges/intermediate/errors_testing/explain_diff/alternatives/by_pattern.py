"""Explain the difference by patterns, with a class that holds what does not change on the way."""

from __future__ import annotations

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
    comparison = _Comparison(tolerance)
    comparison.compare(expected, actual)
    return comparison.lines


class _Comparison:
    def __init__(self, tolerance: float) -> None:
        self.lines: list[str] = []
        self._tolerance = tolerance
        self._path: list[str] = ["$"]
        self._above: list[tuple[Any, Any]] = []

    def _say(self, text: str) -> None:
        self.lines.append("".join(self._path) + ": " + text)

    def compare(self, expected: Any, actual: Any) -> None:
        """Add the lines about two values at the path."""
        match expected, actual:
            case (bool(), bool()):
                same = expected is actual
            case (bool(), _) | (_, bool()):
                return self._say(f"{type(expected).__name__} != {type(actual).__name__}")
            case (int() | float(), int() | float()):
                nans = [str(value) for value in (expected, actual)].count("nan")
                close = nans == 0 and abs(expected - actual) <= self._tolerance
                same = expected == actual or nans == 2 or close
            case (dict(), dict()):
                keys = sorted({*expected, *actual}, key=repr)
                both = [key for key in keys if key in expected and key in actual]
                return self._inside(expected, actual, keys, set(both))
            case (list(), list()) | (tuple(), tuple()):
                shorter, longer = sorted([len(expected), len(actual)])
                return self._inside(expected, actual, range(longer), range(shorter))
            case _ if type(expected) is not type(actual):
                return self._say(f"{type(expected).__name__} != {type(actual).__name__}")
            case _:
                same = expected == actual
        if not same:
            self._say(f"{expected!r} != {actual!r}")
        return None

    def _inside(self, expected: Any, actual: Any, steps: Any, both: Any) -> None:
        if any(expected is one and actual is other for one, other in self._above):
            return
        self._above.append((expected, actual))
        for step in steps:
            self._path.append(f"[{step!r}]")
            if step in both:
                self.compare(expected[step], actual[step])
            elif isinstance(expected, dict):
                self._say("missing" if step in expected else "unexpected")
            else:
                self._say("missing" if step < len(expected) else "unexpected")
            self._path.pop()
        self._above.pop()
