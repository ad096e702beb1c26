"""All that can be reached without a blow, then all with one, then all with two."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count


def fewest_walls(grid: Sequence[str]) -> int:
    """Find the least number of rock squares on a way from the upper left to the lower right.

    A border of None around the plan, numbered row by row, saves asking where it ends.
    """
    width = len(grid[0]) + 2
    plan: list[str | None] = [None] * width
    for line in grid:
        plan += [None, *line, None]
    plan += [None] * width
    start, goal = width + 1, len(plan) - width - 2

    seen = bytearray(len(plan))
    seen[start] = True
    reached = [start]
    for blows in count(int(plan[start] == "#")):
        behind_rock: list[int] = []
        while reached:  # grows by free squares while it is worked off
            square = reached.pop()
            if square == goal:
                return blows
            for near in (square - width, square + width, square - 1, square + 1):
                if plan[near] is not None and not seen[near]:
                    seen[near] = True
                    (behind_rock if plan[near] == "#" else reached).append(near)
        reached = behind_rock
    raise AssertionError("rock can be entered everywhere, so the goal is always reached")
