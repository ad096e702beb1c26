"""Lets a stride that is too long end on the top."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    if not tolls:
        return 0
    cheapest: list[int | None] = [0]
    for step, toll in enumerate(tolls, start=1):
        ways = [cheapest[step - stride] for stride in strides if stride <= step]
        cheapest.append(min((way + toll for way in ways if way is not None), default=None))
    top = len(cheapest)
    ways = [way for step, way in enumerate(cheapest) if step + max(strides, default=0) >= top]
    return min((way for way in ways if way is not None), default=None)
