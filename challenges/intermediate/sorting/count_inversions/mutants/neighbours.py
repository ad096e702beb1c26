"""Counts the places where the next item is smaller."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    return sum(items[place] < items[place - 1] for place in range(1, len(items)))
