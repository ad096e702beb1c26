"""Word grid: which words of a vocabulary can be traced through a grid of letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

WORD = ""  # the key of a whole word in the trie: no letter is empty


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    """Find the words that can be traced from neighbour to neighbour.

    Args:
        grid: rows of letters, which may differ in length.
        words: the vocabulary; may name a word again, and is read once.

    Returns:
        The words that can be traced without using a square twice, each once and sorted.

    Complexity:
        O(letters of all words + squares), and a step for each way through the grid that spells the
        beginning of a word not found yet.
    """
    trie: dict[str, Any] = {}
    for word in words:
        node = trie
        for letter in word:
            node = node.setdefault(letter, {})
        node[WORD] = word

    # Squares that are not in use by the way so far.
    free = {(row, col): letter for row, line in enumerate(grid) for col, letter in enumerate(line)}
    found = []

    def follow(square: tuple[int, int], node: dict[str, Any]) -> None:
        letter = free[square]
        ahead = node.get(letter)
        if ahead is None:
            return
        if WORD in ahead:
            found.append(ahead.pop(WORD))
        row, col = square
        del free[square]
        for near in ((row - 1, col), (row + 1, col), (row, col - 1), (row, col + 1)):
            if near in free:
                follow(near, ahead)
        free[square] = letter
        if not ahead:  # all words of this branch have been found
            del node[letter]

    for square in list(free):
        follow(square, trie)
    return sorted(found)
