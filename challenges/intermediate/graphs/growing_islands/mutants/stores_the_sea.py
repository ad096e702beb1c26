"""Keeps a table of the whole sea, with a number of an island for each square."""

from __future__ import annotations

from collections.abc import Iterable


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    sea = [[0] * cols for _ in range(rows)]
    parent = [0]

    def root(island: int) -> int:
        while parent[island] != island:
            parent[island] = parent[parent[island]]
            island = parent[island]
        return island

    islands = 0
    counts = []
    for row, col in fills:
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) is outside")
        if not sea[row][col]:
            own = sea[row][col] = len(parent)
            parent.append(own)
            islands += 1
            for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
                if 0 <= r < rows and 0 <= c < cols and sea[r][c]:
                    other = root(sea[r][c])
                    if other != own:
                        parent[other] = own
                        islands -= 1
        counts.append(islands)
    return counts
