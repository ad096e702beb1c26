"""Union by size over numbered squares, with all ways cut to one step behind the search."""

from __future__ import annotations

from collections.abc import Iterable


class Forest:
    """Groups of the numbers 0, 1, 2, … that only merge."""

    def __init__(self) -> None:
        self.groups = 0
        self._link: list[int] = []  # the parent; at a root, the size of its tree below zero

    def add(self) -> int:
        """Begin a group of one, and return its number."""
        self._link.append(-1)
        self.groups += 1
        return len(self._link) - 1

    def join(self, one: int, other: int) -> None:
        """Make one group of two, if they are two."""
        one, other = self._root(one), self._root(other)
        if one == other:
            return
        if self._link[one] > self._link[other]:
            one, other = other, one
        self._link[one] += self._link[other]
        self._link[other] = one
        self.groups -= 1

    def _root(self, number: int) -> int:
        root = number
        while self._link[root] >= 0:
            root = self._link[root]
        while number != root:
            self._link[number], number = root, self._link[number]
        return root


def growing_islands(rows: int, cols: int, fills: Iterable[tuple[int, int]]) -> list[int]:
    """Fill squares of a sea one after the other, and count the islands after each."""
    forest = Forest()
    numbers: dict[int, int] = {}  # by row * cols + col
    counts = []
    for row, col in fills:
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) lies outside a sea of {rows} rows and {cols} columns")
        place = row * cols + col
        if place not in numbers:
            number = numbers[place] = forest.add()
            beside = [place - cols, place + cols]
            if col > 0:
                beside.append(place - 1)
            if col < cols - 1:
                beside.append(place + 1)
            for other in beside:
                if other in numbers:
                    forest.join(number, numbers[other])
        counts.append(forest.groups)
    return counts
