"""Justified paragraph: a text in lines that are flush on both sides."""

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
    raise NotImplementedError("wrap_justified")
