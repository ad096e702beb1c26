"""Islands as lists of squares: the smaller island's squares get the number of the larger."""

from __future__ import annotations

from collections.abc import Iterable


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    """Fill squares of a sea one after the other, and count the islands after each.

    A square changes its number only when its island becomes at least twice as large, so at most
    log2(n) times.
    """
    number: dict[tuple[int, int], int] = {}
    squares: dict[int, list[tuple[int, int]]] = {}
    counts = []
    for load, (row, col) in enumerate(fills):
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) lies outside a sea of {rows} rows and {cols} columns")
        if (row, col) not in number:
            number[row, col] = load
            squares[load] = [(row, col)]
            for beside in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
                if beside in number and number[beside] != number[row, col]:
                    smaller, larger = sorted(
                        (number[beside], number[row, col]), key=lambda one: len(squares[one])
                    )
                    moved = squares.pop(smaller)
                    squares[larger] += moved
                    number.update(dict.fromkeys(moved, larger))
        counts.append(len(squares))
    return counts
