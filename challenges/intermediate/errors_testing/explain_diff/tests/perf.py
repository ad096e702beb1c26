"""Inputs on which the cost of explain_diff shows."""

from __future__ import annotations


def records_with_other_numbers(size: int) -> tuple[dict[str, int], dict[str, int]]:
    """Two records of n keys, half of which the other one has as well, with another number."""
    expected = {f"key {number}": number for number in range(size)}
    actual = {f"key {number}": number + 1 for number in range(size // 2, size + size // 2)}
    return expected, actual
