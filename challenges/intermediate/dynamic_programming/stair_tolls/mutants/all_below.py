"""Asks each step below whether a stride leads from there."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    if not tolls:
        return 0
    cheapest: list[int | None] = [0]
    for step, toll in enumerate([*tolls, 0], start=1):
        ways = []
        for below in range(step):
            total = cheapest[below]
            if step - below in strides and total is not None:
                ways.append(total + toll)
        cheapest.append(min(ways, default=None))
    return cheapest[-1]
