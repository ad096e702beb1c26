"""Glob matcher: whether a text matches a pattern with stars, question marks and classes."""

from __future__ import annotations

from typing import NamedTuple


class _One(NamedTuple):
    """A token that matches one character: one within the ranges, or one that is in none of them."""

    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def matches(self, character: str) -> bool:
        return any(low <= character <= high for low, high in self.ranges) != self.negated


_NO_ONE = _One(())
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
        O(len(pattern) * len(text)) time, O(len(pattern)) memory.
    """
    tokens = _tokens(pattern)
    at = place = 0  # what comes next, in the tokens and in the text
    retry: tuple[int, int] | None = None  # where to go on if the last star takes one more
    while place < len(text):
        token = tokens[at] if at < len(tokens) else _NO_ONE
        if token is _STAR:
            at += 1
            retry = at, place + 1  # but at first it takes nothing
        elif token.matches(text[place]):
            at += 1
            place += 1
        elif retry is not None:
            at, place = retry
            retry = at, place + 1
        else:
            return False
    return all(token is _STAR for token in tokens[at:])


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
