"""Inputs on which the cost of shrink_failure shows."""

from __future__ import annotations

from collections.abc import Callable


def one_culprit(size: int) -> tuple[list[int], Callable[[list[int]], bool]]:
    """n items of which the middle one fails, in a test that looks at all of them."""
    culprit = size // 2
    return list(range(size)), lambda items: items.count(culprit) == 1
