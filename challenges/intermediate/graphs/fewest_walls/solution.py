"""Fewest walls to break: the way through a grid that enters the fewest squares of rock."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    """Find the least number of rock squares on a way from the upper left to the lower right.

    Args:
        grid: rows of equal length, at least one; "." is free, "#" costs one blow to enter.

    Returns:
        The least number of blows, with the first and the last square counted.

    Complexity:
        O(squares) time and memory.
    """
    rows, cols = len(grid), len(grid[0])
    blows = {(0, 0): int(grid[0][0] == "#")}
    # In order of their blows: some squares with k, and behind them those with k + 1.
    frontier = deque([(0, 0)])
    while frontier:
        row, col = frontier.popleft()
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if 0 <= r < rows and 0 <= c < cols and (r, c) not in blows:
                # All ways into a square cost the same, so the first to come is the cheapest.
                if grid[r][c] == "#":
                    blows[r, c] = blows[row, col] + 1
                    frontier.append((r, c))
                else:
                    blows[r, c] = blows[row, col]
                    frontier.appendleft((r, c))
    return blows[rows - 1, cols - 1]
