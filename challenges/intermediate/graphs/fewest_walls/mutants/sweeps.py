"""Goes over the whole plan until nothing gets better."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    rows, cols = len(grid), len(grid[0])
    most = rows * cols + 1
    blows = [[most] * cols for _ in range(rows)]
    blows[0][0] = int(grid[0][0] == "#")
    changed = True
    while changed:
        changed = False
        for row in range(rows):
            for col in range(cols):
                best = blows[row][col]
                if row > 0:
                    best = min(best, blows[row - 1][col] + (grid[row][col] == "#"))
                if row + 1 < rows:
                    best = min(best, blows[row + 1][col] + (grid[row][col] == "#"))
                if col > 0:
                    best = min(best, blows[row][col - 1] + (grid[row][col] == "#"))
                if col + 1 < cols:
                    best = min(best, blows[row][col + 1] + (grid[row][col] == "#"))
                if best < blows[row][col]:
                    blows[row][col] = best
                    changed = True
    return blows[-1][-1]
