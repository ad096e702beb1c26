"""Keeps each island as a set, and writes the joined set anew."""

from __future__ import annotations

from collections.abc import Iterable


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    home: dict[tuple[int, int], int] = {}
    islands: dict[int, set[tuple[int, int]]] = {}
    counts = []
    for load, (row, col) in enumerate(fills):
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) is outside")
        if (row, col) not in home:
            around = ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1))
            near = {home[square] for square in around if square in home}
            islands[load] = {(row, col)}.union(*(islands.pop(island) for island in near))
            home.update(dict.fromkeys(islands[load], load))
        counts.append(len(islands))
    return counts
