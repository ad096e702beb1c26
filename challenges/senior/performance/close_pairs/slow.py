"""The slow function that close_pairs replaces. It is given, and right."""

from __future__ import annotations

from collections.abc import Sequence


def close_pairs(values: Sequence[int], gap: int) -> int:
    """Count the pairs of positions whose values differ by at most `gap`, pair by pair: O(n²)."""
    pairs = 0
    for i in range(len(values)):
        for j in range(i + 1, len(values)):
            if abs(values[i] - values[j]) <= gap:
                pairs += 1
    return pairs
