"""Spreads over free squares by recursion: a corridor is as deep as it is long."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    rows, cols = len(grid), len(grid[0])
    seen: set[tuple[int, int]] = set()
    rock: list[tuple[int, int]] = []

    def spread(row: int, col: int) -> None:
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if 0 <= r < rows and 0 <= c < cols and (r, c) not in seen:
                seen.add((r, c))
                if grid[r][c] == "#":
                    rock.append((r, c))
                else:
                    spread(r, c)

    blows = int(grid[0][0] == "#")
    level = [(0, 0)]
    seen.add((0, 0))
    while True:
        rock = []
        for square in level:
            spread(*square)
        if (rows - 1, cols - 1) in seen:
            return blows + ((rows - 1, cols - 1) in rock)
        level = rock
        blows += 1
