"""Leaves the work to the standard library, after a look for classes without an end."""

from __future__ import annotations

import fnmatch


def glob_match(pattern: str, text: str) -> bool:
    place = 0
    while (place := pattern.find("[", place)) >= 0:
        first = place + 1 + pattern.startswith("!", place + 1)
        end = pattern.find("]", first + 1)
        if end < 0:
            raise ValueError(f"no end of the class at {place}")
        place = end + 1
    return fnmatch.fnmatchcase(text, pattern)
