"""Growing islands: how many groups of land there are after each square that is filled."""

from __future__ import annotations

from collections.abc import Iterable


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    """Fill squares of a sea one after the other, and count the islands after each.

    Args:
        rows: number of rows of the sea, up to 10 ** 9.
        cols: number of columns, likewise.
        fills: squares as (row, column), counted from 0; a square may come again.

    Returns:
        For each fill the number of islands after it. Squares that share an edge are one island.

    Raises:
        IndexError: if a fill lies outside the sea.

    Complexity:
        O(n log n) time and O(n) memory for n fills, whatever the size of the sea.
    """
    parent: dict[tuple[int, int], tuple[int, int]] = {}  # a forest: one tree for each island

    def root(square: tuple[int, int]) -> tuple[int, int]:
        while parent[square] != square:
            # Each square passed is hung one higher, so that no way stays long.
            parent[square] = parent[parent[square]]
            square = parent[square]
        return square

    islands = 0
    counts = []
    for row, col in fills:
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) lies outside a sea of {rows} rows and {cols} columns")
        square = row, col
        if square not in parent:
            parent[square] = square
            islands += 1
            for neighbour in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
                if neighbour in parent:
                    island = root(neighbour)
                    if island != square:  # not yet joined by an earlier neighbour
                        parent[island] = square
                        islands -= 1
        counts.append(islands)
    return counts
