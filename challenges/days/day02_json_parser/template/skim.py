"""Finds its way through the bytes of a document without reading the values.

White space, brackets of whichever kind, strings, commas and colons are looked at and nothing else:
what is wrong with the rest is for those to say who read it. Offsets are those of first bytes,
behind white space, unless they say that they are ends. Nothing recurses.
"""

from __future__ import annotations

# Instead of an offset: the text is too odd to go on; nothing is at the place; it is no container.
ODD, MISSING, SCALAR = (-1, -2, -3)

Member = tuple[int, int, int]


def skip(data: bytes, at: int) -> int:
    """Returns the end of the value that begins at an offset, or ODD."""
    raise NotImplementedError("skip")


def members(data: bytes, at: int) -> list[Member] | int:
    """Returns where the elements or members of the container at an offset are, in their order.

    Returns:
        For each, offset and end of its key, quotes included, and the offset of its value. Elements
        have no key: all three are the offset. Or ODD, or SCALAR.
    """
    raise NotImplementedError("members")


def member(data: bytes, at: int, step: str) -> int:
    """Returns the offset of one value in the container at an offset, or ODD, MISSING, or SCALAR.

    Args:
        data: The document.
        at: Offset of the container.
        step: The key; of equal ones the last counts, and one with an escape that is none equals
            nothing. Or the index, without leading zeros and of 18 digits at most; any other step is
            MISSING in an array, whose text is then not looked at. Neither is an element that is
            found, nor what follows it.
    """
    raise NotImplementedError("member")
