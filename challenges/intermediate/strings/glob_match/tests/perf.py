"""Inputs on which the cost of glob_match shows."""

from __future__ import annotations


def a_mismatch_at_the_end_of_each_try(size: int) -> tuple[str, str]:
    """A text of n equal characters; the pattern is a star, n / 2 of them, and another one."""
    return "*" + "a" * (size // 2) + "b", "a" * size
