"""Marks squares as used and never gives them back."""

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
            if 0 <= r < len(grid) and 0 <= c < len(grid[r]) and (r, c) not in used:
                follow(r, c, ahead)
        if not ahead:
            del node[letter]

    for row, line in enumerate(grid):
        for col in range(len(line)):
            if (row, col) not in used:
                follow(row, col, trie)
    return sorted(found)
