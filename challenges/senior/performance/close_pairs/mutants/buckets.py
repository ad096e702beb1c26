"""Wrong: buckets as wide as the gap, which may be 0."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence


def close_pairs(values: Sequence[int], gap: int) -> int:
    if gap < 0:
        return 0
    buckets: defaultdict[int, list[int]] = defaultdict(list)
    pairs = 0
    for value in values:
        own = value // gap
        for near in (own - 1, own, own + 1):
            pairs += sum(abs(value - other) <= gap for other in buckets[near])
        buckets[own].append(value)
    return pairs
