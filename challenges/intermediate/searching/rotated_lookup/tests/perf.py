"""Inputs on which the cost of rotated_lookup shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def cut_at_a_third(size: int) -> tuple[list[int]]:
    """The even numbers below 2 n, from two thirds of n on, then those before."""
    return ([*range(size // 3 * 2, 2 * size, 2), *range(0, size // 3 * 2, 2)],)


def each_eighth_is_wanted(subject: ModuleType, items: list[int]) -> list[int]:
    """Looks up every eighth number, found or not, n / 4 in all."""
    return [subject.rotated_lookup(items, number) for number in range(0, 2 * len(items), 8)]
