"""What a pattern means: by a recursion that follows the statement, and by the standard library."""

from __future__ import annotations

import re
from fnmatch import fnmatchcase
from functools import cache

# A class: a bracket, a ! that is not given back, a character that is not the end, and the others.
TOKEN = re.compile(r"\[(!?+)(.[^\]]*)\]|(.)", re.DOTALL)
MEMBER = re.compile(r"(.)-(.)|(.)", re.DOTALL)


def by_the_statement(pattern: str, text: str) -> bool | None:
    """Say what each token may take, and try all of that; None if a class has no end."""
    tokens = TOKEN.findall(pattern)
    if any(plain == "[" for _, _, plain in tokens):
        return None

    @cache
    def matches(at: int, place: int) -> bool:
        if at == len(tokens):
            return place == len(text)
        negation, members, plain = tokens[at]
        if plain == "*":
            return any(matches(at + 1, end) for end in range(place, len(text) + 1))
        if place == len(text):
            return False
        character = text[place]
        if members:
            found = any(
                low <= character <= high or character == single
                for low, high, single in MEMBER.findall(members)
                if low or single
            )
            takes = found != bool(negation)
        else:
            takes = plain in ("?", character)
        return takes and matches(at + 1, place + 1)

    return matches(0, 0)


def by_the_library(pattern: str, text: str) -> bool | None:
    """Ask fnmatch; None if a class has no end, which fnmatch takes for a plain bracket.

    Not for a ! inside of a class: in [b-a!] the empty range is taken out first, and what is left
    counts as a negation (Python 3.11).
    """
    endless = any(plain == "[" for _, _, plain in TOKEN.findall(pattern))
    return None if endless else fnmatchcase(text, pattern)
