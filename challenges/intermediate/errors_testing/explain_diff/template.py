"""Explain the difference: every place where two nested values differ, with its path."""

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
    raise NotImplementedError("explain_diff")
