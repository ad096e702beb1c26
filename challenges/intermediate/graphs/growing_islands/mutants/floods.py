"""Counts the islands anew after each fill, by flooding all land."""

from __future__ import annotations

from collections.abc import Iterable


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    land: set[tuple[int, int]] = set()
    counts = []
    for row, col in fills:
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) is outside")
        land.add((row, col))
        islands = 0
        dry = set(land)
        while dry:
            islands += 1
            waiting = [dry.pop()]
            while waiting:
                r, c = waiting.pop()
                for square in ((r - 1, c), (r + 1, c), (r, c - 1), (r, c + 1)):
                    if square in dry:
                        dry.remove(square)
                        waiting.append(square)
        counts.append(islands)
    return counts
