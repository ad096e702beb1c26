"""Takes a total of 0 for no total, except on the ground."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    if not tolls:
        return 0
    cheapest: list[int | None] = [0]
    for step, toll in enumerate([*tolls, 0], start=1):
        ways = []
        for stride in strides:
            if stride == step or (stride < step and cheapest[step - stride]):
                ways.append((cheapest[step - stride] or 0) + toll)
        cheapest.append(min(ways) if ways else None)
    return cheapest[-1]
