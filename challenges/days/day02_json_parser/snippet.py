"""The line of a document an error is in, with a caret below the place."""

from __future__ import annotations

from unicodedata import category, combining, east_asian_width

COLUMNS = 80


def caret_lines(text: str, index: int) -> str:
    """Returns the line that holds a place, cut to COLUMNS, and a caret below that place.

    Args:
        text: The document.
        index: The place, in characters.

    Complexity:
        O(COLUMNS) apart from finding the newline before.
    """
    # What is cut is found from a window around the place: a document may be one line of gigabytes.
    start = max(text.rfind("\n", 0, index) + 1, index - COLUMNS)
    end = text.find("\n", index, index + COLUMNS)
    before = [_shown(char) for char in text[start:index]]
    after = [_shown(char) for char in text[index : end if end >= 0 else index + COLUMNS]]
    room = COLUMNS * 3 // 4
    while sum(map(_width, before)) > room:
        del before[0]
    while sum(map(_width, before)) + sum(map(_width, after)) > COLUMNS - 1:
        del after[-1]
    return f"{''.join(before)}{''.join(after)}\n{' ' * sum(map(_width, before))}^"


def _shown(char: str) -> str:
    """Returns a character as a terminal may see it: a document must not steer one."""
    if char == "\t":
        return " "
    return "\N{REPLACEMENT CHARACTER}" if category(char) in ("Cc", "Cf", "Cs", "Zl", "Zp") else char


def _width(char: str) -> int:
    if combining(char):
        return 0
    return 2 if east_asian_width(char) in "WF" else 1
