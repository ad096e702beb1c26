"""Inputs on which the cost of shortest_cover shows."""

from __future__ import annotations

_FIRST = 0x4E00
_LARGEST_ALPHABET = 20_000


def each_character_is_needed(size: int) -> tuple[str, str]:
    """A text of n characters, whose first half, all different, is to be covered."""
    alphabet = "".join(chr(_FIRST + place % _LARGEST_ALPHABET) for place in range(size // 2))
    return alphabet * 2, alphabet
