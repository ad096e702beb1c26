"""Tries each item on its own, and leaves out all that can go: together they may not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def shrink_failure(items: Sequence[Any], fails: Callable[[list[Any]], bool]) -> list[Any]:
    kept = list(items)
    if not fails(kept.copy()):
        raise ValueError("the test passes on the items")
    if fails([]):
        return []
    return [item for place, item in enumerate(kept) if not fails(kept[:place] + kept[place + 1 :])]
