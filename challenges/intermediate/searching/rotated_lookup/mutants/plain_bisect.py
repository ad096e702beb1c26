"""Bisects as if the list had not been cut."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import Any


def rotated_lookup(items: Sequence[Any], wanted: Any) -> int:
    place = bisect_left(items, wanted)
    return place if place < len(items) and items[place] == wanted else -1
