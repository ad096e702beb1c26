"""Walks along every way."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    if not tolls:
        return 0
    return _from(0, [0, *tolls, 0], strides)


def _from(height: int, tolls: list[int], strides: Collection[int]) -> int | None:
    if height == len(tolls) - 1:
        return 0
    totals = []
    for stride in strides:
        if height + stride < len(tolls):
            rest = _from(height + stride, tolls, strides)
            if rest is not None:
                totals.append(tolls[height] + rest)
    return min(totals, default=None)
