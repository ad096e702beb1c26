"""Takes the first row's length for that of all."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[""] = word
    rows, cols = len(grid), len(grid[0]) if grid else 0
    used: set[tuple[int, int]] = set()
    found = []

    def follow(row: int, col: int, node: dict[str, Any]) -> None:
        letter = grid[row][col]
        ahead = node.get(letter)
        if ahead is None:
            return
        if "" in ahead:
            found.append(ahead.pop(""))
        used.add((row, col))
        for r, c in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if 0 <= r < rows and 0 <= c < cols and (r, c) not in used:
                follow(r, c, ahead)
        used.remove((row, col))
        if not ahead:
            del node[letter]

    for row in range(rows):
        for col in range(cols):
            follow(row, col, trie)
    return sorted(found)
