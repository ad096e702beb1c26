"""Saves runs by a memory of all lists that were tried, for which the items must have a hash."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def shrink_failure(items: Sequence[Any], fails: Callable[[list[Any]], bool]) -> list[Any]:
    known: dict[tuple[Any, ...], bool] = {}

    def fails_on(candidate: list[Any]) -> bool:
        key = tuple(candidate)
        if key not in known:
            known[key] = fails(candidate.copy())
        return known[key]

    kept = list(items)
    if not fails_on(kept):
        raise ValueError("the test passes on the items")
    size = max(len(kept), 1)
    while True:
        before = len(kept)
        start = 0
        while start < len(kept):
            rest = kept[:start] + kept[start + size :]
            if fails_on(rest):
                kept = rest
            else:
                start += size
        if size > 1:
            size //= 2
        elif len(kept) == before:
            return kept
