"""Inputs on which the cost of ChainView shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def short_parts(size: int) -> tuple[list[list[int]]]:
    """There are n items in parts of two."""
    return ([[place, place + 1] for place in range(0, size, 2)],)


def read_a_slice_backwards(subject: ModuleType, parts: list[list[int]]) -> int:
    """Adds up all items but the first, the last one first."""
    return sum(subject.ChainView(*parts)[:0:-1])
