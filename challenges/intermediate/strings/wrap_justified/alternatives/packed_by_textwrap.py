"""Justified paragraph, with the standard library to pack the words and a count for each gap."""

from __future__ import annotations

import textwrap


def wrap_justified(text: str, width: int) -> list[str]:
    """Break a text into lines of exactly `width` characters.

    Args:
        text: words with any whitespace between them.
        width: the length of a line, at least 1.

    Returns:
        The lines. All but the last are stretched by spaces between the words, the left gaps being
        one wider where it does not come out even; the last line, and lines of one word, are filled
        up at the right.

    Raises:
        ValueError: if a word is longer than `width`.

    Complexity:
        O(len(text) + lines * width) time and memory.
    """
    words = text.split()
    longest = max(words, key=len, default="")
    if len(longest) > width:
        raise ValueError(f"the word {longest!r} is longer than {width}")
    *full, last = textwrap.wrap(
        " ".join(words), width, break_on_hyphens=False, break_long_words=False
    ) or [""]
    lines = []
    for line in full:
        first, *others = line.split()
        spaces = width - len(first) - sum(map(len, others))
        for gaps_left in range(len(others), 0, -1):
            gap = -(-spaces // gaps_left)  # rounded up, so that what is over goes to the left
            first += " " * gap + others[-gaps_left]
            spaces -= gap
        lines.append(first + " " * spaces)
    return [*lines, last.ljust(width)] if last else []
