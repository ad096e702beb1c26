"""Asks for each step by a call, and remembers the answers."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    if not tolls:
        return 0
    tolls = [0, *tolls, 0]
    known: dict[int, int | None] = {0: 0}

    def cheapest(step: int) -> int | None:
        if step in known:
            return known[step]
        ways = []
        for stride in strides:
            if stride <= step:
                below = cheapest(step - stride)
                if below is not None:
                    ways.append(below + tolls[step])
        known[step] = min(ways, default=None)
        return known[step]

    return cheapest(len(tolls) - 1)
