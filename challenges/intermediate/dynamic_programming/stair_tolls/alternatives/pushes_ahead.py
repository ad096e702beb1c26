"""Stair tolls pushed ahead: each step offers its total to the steps above it."""

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
    top = len(tolls) + 1
    totals = {0: 0}  # of the steps ahead that can be reached, and the ground
    for step in range(top):
        if step not in totals:
            continue
        total = totals.pop(step) + (tolls[step - 1] if step > 0 else 0)
        for stride in strides:
            ahead = step + stride
            if ahead <= top and (ahead not in totals or total < totals[ahead]):
                totals[ahead] = total
    return totals.get(top)
