"""No trie: a table says of each beginning how many words not found yet have it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence


def word_grid(grid: Sequence[str], words: Iterable[str]) -> list[str]:
    """Find the words that can be traced from neighbour to neighbour."""
    missing = set(words) - {""}
    open_words = Counter(word[:stop] for word in missing for stop in range(1, len(word) + 1))
    found: list[str] = []
    used: set[tuple[int, int]] = set()

    def step_on(row: int, col: int, text: str) -> None:
        if not (0 <= row < len(grid) and 0 <= col < len(grid[row])) or (row, col) in used:
            return
        text += grid[row][col]
        if not open_words[text]:
            return
        if text in missing:
            missing.remove(text)
            found.append(text)
            open_words.subtract(text[:stop] for stop in range(1, len(text) + 1))
        used.add((row, col))
        step_on(row - 1, col, text)
        step_on(row + 1, col, text)
        step_on(row, col - 1, text)
        step_on(row, col + 1, text)
        used.remove((row, col))

    for row, line in enumerate(grid):
        for col in range(len(line)):
            step_on(row, col, "")
    return sorted(found)
