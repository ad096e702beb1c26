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
    lines = []
    words: list[str] = []  # of the current line
    letters = 0  # in these words
    for word in text.split():
        if len(word) > width:
            raise ValueError(f"{word!r} has {len(word)} characters; a line has {width}")
        if letters + len(words) + len(word) > width:  # with a space behind each of the words
            lines.append(_stretched(words, width - letters))
            words, letters = [], 0
        words.append(word)
        letters += len(word)
    if words:
        lines.append(" ".join(words).ljust(width))
    return lines


def _stretched(words: list[str], spaces: int) -> str:
    """Put the words into a line with that many spaces."""
    if len(words) == 1:
        return words[0] + " " * spaces
    narrow, wider_gaps = divmod(spaces, len(words) - 1)
    left = (" " * (narrow + 1)).join(words[: wider_gaps + 1])
    right = (" " * narrow).join(words[wider_gaps + 1 :])
    return left + " " * narrow + right
