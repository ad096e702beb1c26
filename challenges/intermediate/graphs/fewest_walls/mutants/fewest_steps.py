"""Finds the way with the fewest steps, and counts the rock on it."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    rows, cols = len(grid), len(grid[0])
    parent = {(0, 0): (0, 0)}
    queue = deque([(0, 0)])
    while queue:
        row, col = queue.popleft()
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if 0 <= r < rows and 0 <= c < cols and (r, c) not in parent:
                parent[r, c] = row, col
                queue.append((r, c))
    blows = int(grid[0][0] == "#")
    square = rows - 1, cols - 1
    while square != (0, 0):
        blows += grid[square[0]][square[1]] == "#"
        square = parent[square]
    return blows
