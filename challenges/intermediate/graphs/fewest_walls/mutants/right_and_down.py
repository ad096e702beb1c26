"""Fills a table from above and from the left, as if no way ever turned back."""

from __future__ import annotations

from collections.abc import Sequence


def fewest_walls(grid: Sequence[str]) -> int:
    best: list[int] = []
    for line in grid:
        row: list[int] = []
        for col, square in enumerate(line):
            before = [*best[col : col + 1], *row[-1:]]
            row.append(min(before, default=0) + (square == "#"))
        best = row
    return best[-1]
