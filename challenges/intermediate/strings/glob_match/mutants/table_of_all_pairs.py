"""Fills a table with an entry for each pair of places: memory grows with the product."""

from __future__ import annotations

from typing import NamedTuple


class _One(NamedTuple):
    ranges: tuple[tuple[str, str], ...]
    negated: bool = False

    def matches(self, character: str) -> bool:
        return any(low <= character <= high for low, high in self.ranges) != self.negated


_ANY_ONE = _One((), negated=True)
_STAR = None


def glob_match(pattern: str, text: str) -> bool:
    tokens = _tokens(pattern)
    table = [[False] * (len(text) + 1) for _ in range(len(tokens) + 1)]
    table[0][0] = True
    for at, token in enumerate(tokens, start=1):
        for place in range(len(text) + 1):
            if token is _STAR:
                table[at][place] = table[at - 1][place] or (place > 0 and table[at][place - 1])
            elif place > 0:
                table[at][place] = table[at - 1][place - 1] and token.matches(text[place - 1])
    return table[-1][-1]


def _tokens(pattern: str) -> list[_One | None]:
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
    ranges = []
    place = 0
    while place < len(members):
        is_range = members.startswith("-", place + 1) and place + 2 < len(members)
        last = place + 2 if is_range else place
        ranges.append((members[place], members[last]))
        place = last + 1
    return tuple(ranges)
