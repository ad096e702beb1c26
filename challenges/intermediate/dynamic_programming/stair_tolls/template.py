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
    raise NotImplementedError("stair_tolls")
