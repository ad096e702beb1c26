"""Stair tolls from the top down: what the rest of the way costs, from each step."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from math import inf


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
    top = len(tolls) + 1
    # inf is only ever compared and added to: a finite total is always the sum of ints.
    rest: list[float] = [inf] * top + [0]
    for step in range(top - 1, -1, -1):
        ahead = min(
            (rest[step + stride] for stride in strides if step + stride <= top), default=inf
        )
        rest[step] = ahead + (tolls[step - 1] if step > 0 else 0)
    return None if rest[0] == inf else int(rest[0])
