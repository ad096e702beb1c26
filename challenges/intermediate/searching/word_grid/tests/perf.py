"""Inputs on which the cost of word_grid shows."""

from __future__ import annotations

import random

SIDE = 12
LETTERS = [chr(0x100 + number) for number in range(SIDE * SIDE)]


def words_that_are_there(size: int) -> tuple[list[str], list[str]]:
    """n words of eight letters, traced in a grid of 12 x 12 different letters."""
    source = random.Random(size)
    words = []
    for _ in range(size):
        way = [(source.randrange(SIDE), source.randrange(SIDE))]
        while len(way) < 8:
            row, col = way[-1]
            near = [(row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)]
            open_ones = [
                (r, c) for r, c in near if 0 <= r < SIDE and 0 <= c < SIDE and (r, c) not in way
            ]
            if not open_ones:
                break
            way.append(source.choice(open_ones))
        words.append("".join(LETTERS[row * SIDE + col] for row, col in way))
    grid = ["".join(LETTERS[row * SIDE : (row + 1) * SIDE]) for row in range(SIDE)]
    return grid, words
