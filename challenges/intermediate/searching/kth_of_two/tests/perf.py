"""Inputs on which the cost of kth_of_two shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def two_lists(size: int) -> tuple[list[int], list[int]]:
    """The lists have n / 2 items each and alternate."""
    return list(range(0, size, 2)), list(range(1, size, 2))


def many_places(subject: ModuleType, a: list[int], b: list[int]) -> list[int]:
    """Asks for every eighth place, n / 8 in all, so that a logarithmic answer makes n log n."""
    return [subject.kth_of_two(a, b, k) for k in range(1, len(a) + len(b) + 1, 8)]
