"""Looks at every pair."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


def count_inversions(items: Sequence[Any]) -> int:
    return sum(later < items[i] for i in range(len(items)) for later in items[i + 1 :])
