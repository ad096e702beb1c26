"""Looks for each word by itself, but only for those whose letters are all there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    free = {(row, col): letter for row, line in enumerate(grid) for col, letter in enumerate(line)}
    supply = Counter(free.values())
    starts: dict[str, list[tuple[int, int]]] = {}
    for square, letter in free.items():
        starts.setdefault(letter, []).append(square)

    def leads_on(square: tuple[int, int], rest: str) -> bool:
        if free.get(square) != rest[0]:
            return False
        if len(rest) == 1:
            return True
        letter = free.pop(square)
        row, col = square
        near = ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1))
        found = any(leads_on(step, rest[1:]) for step in near)
        free[square] = letter
        return found

    return sorted(
        word
        for word in set(words)
        if word
        and Counter(word) <= supply
        and any(leads_on(square, word) for square in starts[word[0]])
    )
