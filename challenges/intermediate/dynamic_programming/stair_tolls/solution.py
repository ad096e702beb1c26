"""Stair tolls: the cheapest way up a staircase whose steps cost something to stand on."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def stair_tolls(tolls: Sequence[int], strides: Collection[int]) -> int | None:
    """Return the least total of tolls on a way from the ground to the top.

    Args:
        tolls: what it costs to stand on each step, from the first; negative is a gift.
        strides: by how many steps one can climb at once, each positive.

    Returns:
        The smallest total; None if no way ends exactly on top; 0 if there are no steps.

    Complexity:
        O(steps * strides) time, O(steps) memory.
    """
    if not tolls:
        return 0
    cheapest: list[int | None] = [0]  # for each step from the ground: the least to stand there
    for step, toll in enumerate([*tolls, 0], start=1):  # the top is a step without a toll
        ways = []
        for stride in strides:
            if stride <= step:
                below = cheapest[step - stride]
                if below is not None:
                    ways.append(below + toll)
        cheapest.append(min(ways, default=None))
    return cheapest[-1]
