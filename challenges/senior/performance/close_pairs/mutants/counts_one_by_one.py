"""Wrong: sorted, and left early, but pair by pair all the same."""

from __future__ import annotations

from collections.abc import Sequence


def close_pairs(values: Sequence[int], gap: int) -> int:
    ordered = sorted(values)
    pairs = 0
    for i in range(len(ordered)):
        for j in range(i + 1, len(ordered)):
            if ordered[j] - ordered[i] > gap:
                break
            pairs += 1
    return pairs
