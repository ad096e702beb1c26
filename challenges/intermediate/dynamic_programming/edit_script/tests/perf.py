"""Inputs on which the cost of edit_script shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def two_texts(size: int) -> tuple[str, str]:
    """Two texts of n letters, from four, that have little to do with each other."""
    source = random.Random(size)
    return "".join(source.choices("abcd", k=size)), "".join(source.choices("abcd", k=size))


def count_changes(subject: ModuleType, src: str, dst: str) -> int:
    """Counts the changes, as several scripts may be as good."""
    return sum(operation[0] != "keep" for operation in subject.edit_script(src, dst))
