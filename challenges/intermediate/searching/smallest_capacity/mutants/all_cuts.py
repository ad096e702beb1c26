"""A table over days and parcels: the best last day for each number of parcels."""

from __future__ import annotations

from collections.abc import Sequence


def smallest_capacity(weights: Sequence[int], days: int) -> int:
    if days < 1:
        raise ValueError(f"days is {days}")
    best = [0]
    for weight in weights:
        best.append(best[-1] + weight)
    for _ in range(min(days, len(weights)) - 1):
        renewed = [0]
        for stop in range(1, len(weights) + 1):
            load = 0
            least = best[stop]
            for start in range(stop - 1, -1, -1):
                load += weights[start]
                if load >= least:
                    break
                least = max(load, best[start]) if max(load, best[start]) < least else least
            renewed.append(least)
        best = renewed
    return best[-1]
