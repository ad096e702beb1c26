"""Goes through the whole vocabulary at each step, to see whether a word begins like this."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    free = {(row, col): letter for row, line in enumerate(grid) for col, letter in enumerate(line)}
    missing = set(words) - {""}
    found = []

    def follow(square: tuple[int, int], text: str) -> None:
        text += free[square]
        if not any(word.startswith(text) for word in missing):
            return
        if text in missing:
            missing.remove(text)
            found.append(text)
        letter = free.pop(square)
        row, col = square
        for near in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if near in free:
                follow(near, text)
        free[square] = letter

    for square in list(free):
        follow(square, "")
    return sorted(found)
