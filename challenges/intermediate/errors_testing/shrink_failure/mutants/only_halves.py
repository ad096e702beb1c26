"""Keeps one failing half, again and again: finds one culprit, or two that are neighbours."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def shrink_failure(items: Sequence[Any], fails: Callable[[list[Any]], bool]) -> list[Any]:
    kept = list(items)
    if not fails(kept.copy()):
        raise ValueError("the test passes on the items")
    if fails([]):
        return []
    while len(kept) > 1:
        middle = len(kept) // 2
        for half in (kept[:middle], kept[middle:]):
            if fails(half.copy()):
                kept = half
                break
        else:
            break
    return kept
