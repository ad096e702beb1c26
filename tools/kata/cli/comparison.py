"""Two texts side by side, aligned where they are the same."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Sequence
from itertools import zip_longest

_GUTTER = 3
_MARKS = {"equal": " ", "replace": "|", "delete": "<", "insert": ">"}
_COLOURS = {"|": "33", "<": "31", ">": "32"}


def side_by_side(
    left: tuple[str, str], right: tuple[str, str], width: int, *, colour: bool = False
) -> Iterator[str]:
    """Returns the lines of two titled texts in two columns.

    Between the columns stands what a line is: `|` changed, `<` only left, `>` only right. A line
    that is too long goes on in the next row, so nothing is cut off.

    Args:
        left: Title and text.
        right: Title and text.
        width: Columns of the terminal.
        colour: Whether marked lines may have colour.
    """
    column = (width - _GUTTER) // 2
    yield _row(left[0], " ", right[0], column)
    yield _row("─" * column, " ", "─" * column, column)
    one, other = left[1].splitlines(), right[1].splitlines()
    # Lines that are often there, blank ones above all, are no noise here: they have to align.
    matcher = difflib.SequenceMatcher(None, one, other, autojunk=False)
    for kind, i1, i2, j1, j2 in matcher.get_opcodes():
        for mine, theirs in zip_longest(one[i1:i2], other[j1:j2]):
            mark = _MARKS[kind]
            if mine is None or theirs is None:
                mark = ">" if mine is None else "<"
            for row in _rows(mine or "", mark, theirs or "", column):
                code = _COLOURS.get(mark) if colour else None
                yield f"\x1b[{code}m{row}\x1b[0m" if code else row


def _rows(left: str, mark: str, right: str, column: int) -> Iterator[str]:
    for mine, theirs in zip_longest(_folded(left, column), _folded(right, column), fillvalue=""):
        yield _row(mine, mark, theirs, column)


def _folded(line: str, column: int) -> Sequence[str]:
    line = line.expandtabs()
    # Only at the edge: code is not prose.
    return [line[start : start + column] for start in range(0, len(line), column)] or [""]


def _row(left: str, mark: str, right: str, column: int) -> str:
    return f"{left:<{column}} {mark} {right}".rstrip()
