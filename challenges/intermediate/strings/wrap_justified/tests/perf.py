"""Inputs on which the cost of wrap_justified shows."""

from __future__ import annotations


def two_wide_lines(size: int) -> tuple[str, int]:
    """A text of n characters in words of one, whose first line takes up half of it."""
    return "a " * (size // 2), size // 2 + 1
