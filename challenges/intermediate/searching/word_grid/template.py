"""Word grid: which words of a vocabulary can be traced through a grid of letters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence


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
    raise NotImplementedError("word_grid")
