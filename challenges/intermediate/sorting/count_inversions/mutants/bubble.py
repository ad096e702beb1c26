"""Exchanges neighbours until all are in order: each exchange ends one inversion."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    items = list(items)
    exchanges = 0
    for end in range(len(items) - 1, 0, -1):
        for place in range(end):
            if items[place + 1] < items[place]:
                items[place], items[place + 1] = items[place + 1], items[place]
                exchanges += 1
    return exchanges
