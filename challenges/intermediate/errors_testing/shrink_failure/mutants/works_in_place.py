"""Takes items out of the list it was given, and puts back what turns out to be needed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any


def shrink_failure(items: Sequence[Any], fails: Callable[[list[Any]], bool]) -> list[Any]:
    kept: Any = items if isinstance(items, list) else list(items)
    if not fails(kept.copy()):
        raise ValueError("the test passes on the items")
    size = max(len(kept), 1)
    while True:
        before = len(kept)
        start = 0
        while start < len(kept):
            chunk = kept[start : start + size]
            del kept[start : start + size]
            if not fails(kept.copy()):
                kept[start:start] = chunk
                start += size
        if size > 1:
            size //= 2
        elif len(kept) == before:
            return list(kept)
