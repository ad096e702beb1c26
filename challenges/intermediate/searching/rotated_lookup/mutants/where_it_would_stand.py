"""Answers where the item would stand, whether it stands there or not."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    if not items:
        return -1
    first = items[0]
    place = bisect_left(items, (wanted < first, wanted), key=lambda item: (item < first, item))
    return place if place < len(items) else -1
