"""Numbers the squares row by row, and forgets that rows end."""

from __future__ import annotations

from collections.abc import Iterable


class Forest:
    def __init__(self) -> None:
        self.groups = 0
        self._link: list[int] = []  # the parent; at a root, the size of its tree below zero

    def add(self) -> int:
        self._link.append(-1)
        self.groups += 1
        return len(self._link) - 1

    def join(self, one: int, other: int) -> None:
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
    forest = Forest()
    numbers: dict[int, int] = {}  # by row * cols + col
    counts = []
    for row, col in fills:
        if not (0 <= row < rows and 0 <= col < cols):
            raise IndexError(f"({row}, {col}) lies outside a sea of {rows} rows and {cols} columns")
        place = row * cols + col
        if place not in numbers:
            number = numbers[place] = forest.add()
            for other in (place - cols, place + cols, place - 1, place + 1):
                if other in numbers:
                    forest.join(number, numbers[other])
        counts.append(forest.groups)
    return counts
