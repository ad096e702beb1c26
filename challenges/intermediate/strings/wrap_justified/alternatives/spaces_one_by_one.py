"""Justified paragraph, in two steps: the words of each line first, then its spaces one by one."""

from __future__ import annotations


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
    if any(len(word) > width for word in words):
        raise ValueError(f"a line has {width} characters, and {max(words, key=len)!r} has more")
    rows: list[list[str]] = []
    room = 0
    for word in words:
        if len(word) < room:
            rows[-1].append(word)
            room -= len(word) + 1
        else:
            rows.append([word])
            room = width - len(word)
    lines = []
    for number, row in enumerate(rows, start=1):
        spaces = width - sum(map(len, row))
        if number == len(rows):
            row[:] = [" ".join(row)]
            spaces = width - len(row[0])
        gaps = max(1, len(row) - 1)
        for turn in range(spaces):
            row[turn % gaps] += " "
        lines.append("".join(row))
    return lines
