"""Takes free squares before rock, and does not ask how much rock lies behind them."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    rows, cols = len(grid), len(grid[0])
    blows = {(0, 0): int(grid[0][0] == "#")}
    frontier = [(False, 0, 0)]
    while frontier:
        _, row, col = heapq.heappop(frontier)
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if 0 <= r < rows and 0 <= c < cols and (r, c) not in blows:
                rock = grid[r][c] == "#"
                blows[r, c] = blows[row, col] + rock
                heapq.heappush(frontier, (rock, r, c))
    return blows[rows - 1, cols - 1]
