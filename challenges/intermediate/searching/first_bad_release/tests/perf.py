"""Inputs on which the cost of first_bad_release shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def releases(size: int) -> tuple[int]:
    """n releases."""
    return (size,)


def each_eighth_is_the_first(subject: ModuleType, size: int) -> list[int]:
    """Finds every eighth release where it is the first bad one, n / 8 searches in all."""
    return [subject.first_bad_release(first.__le__, size) for first in range(1, size + 1, 8)]
