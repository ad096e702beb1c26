"""Glob matcher, with a row that says which beginnings of the text match the tokens so far."""

from __future__ import annotations

from itertools import accumulate
from operator import or_
from typing import NamedTuple


class _One(NamedTuple):
    """A token that matches one character: one within the ranges, or one that is in none of them."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def matches(self, character: str) -> bool:
        return any(low <= character <= high for low, high in self.ranges) != self.negated


_ANY_ONE = _One((), negated=True)
_STAR = None


def glob_match(pattern: str, text: str) -> bool:
    """Tell whether the whole text matches a pattern.

    Args:
        pattern: `*` for any run, `?` for any character, `[a-c]` for one of a class, `[!a-c]` for
            one that is not in it; everything else stands for itself.
        text: the text, compared with regard to case.

    Returns:
        Whether it matches.

    Raises:
        ValueError: if a class has no end.

    Complexity:
        O(len(pattern) * len(text)) time, O(len(pattern) + len(text)) memory.
    """
    row = [True] + [False] * len(text)
    for token in _tokens(pattern):
        if token is _STAR:
            row = list(accumulate(row, or_))  # from the first place on, all of them
        else:
            row = [False, *(fits and token.matches(c) for fits, c in zip(row, text, strict=False))]
    return row[-1]


def _tokens(pattern: str) -> list[_One | None]:
    """Translate a pattern into what it matches, one token for each character of the text."""
    tokens: list[_One | None] = []
    place = 0
    while place < len(pattern):
        character = pattern[place]
        place += 1
        if character == "*":
            tokens.append(_STAR)
        elif character == "?":
            tokens.append(_ANY_ONE)
        elif character == "[":
            negated = pattern.startswith("!", place)
            first = place + negated
            end = pattern.find("]", first + 1)  # the first character is never the end
            if end == -1:
                raise ValueError(f"the class that begins at {place - 1} has no end: {pattern!r}")
            tokens.append(_One(_ranges(pattern[first:end]), negated))
            place = end + 1
        else:
            tokens.append(_One(((character, character),)))
    return tokens


def _ranges(members: str) -> tuple[tuple[str, str], ...]:
    """Read what stands inside of a class."""
    ranges = []
    place = 0
    while place < len(members):
        is_range = members.startswith("-", place + 1) and place + 2 < len(members)
        last = place + 2 if is_range else place
        ranges.append((members[place], members[last]))
        place = last + 1
    return tuple(ranges)
