"""Always goes on to the cheapest of the steps that one stride leads to."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    top = len(tolls) + 1
    if not tolls:
        return 0
    height = total = 0
    while height < top:
        ahead = [height + stride for stride in strides if height + stride <= top]
        if not ahead:
            return None
        tolls_ahead = [(0 if step == top else tolls[step - 1], -step) for step in ahead]
        toll, height = min(tolls_ahead)
        height = -height
        total += toll
    return total
