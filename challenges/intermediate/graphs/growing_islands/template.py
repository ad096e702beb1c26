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
    raise NotImplementedError("growing_islands")
