"""Run-length codec: runs of a character as a count and the character, one code for each text."""

from __future__ import annotations

import re
from itertools import groupby

_RUN = re.compile(
    r"([2-9]|[1-9][0-9]+)?"  # a length of two or more
    r"(\\[0-9\\]|[^0-9\\])"  # a character, escaped if it must be
)


def encode_runs(text: str) -> str:
    """Write each run of a text as its length and its character.

    Args:
        text: any text.

    Returns:
        The code. A run of one has no length; ASCII digits and backslashes have a backslash in
        front.

    Complexity:
        O(len(text)) time and memory.
    """
    code = []
    for character, run in groupby(text):
        length = len(list(run))
        if length > 1:
            code.append(str(length))
        if character in "0123456789\\":
            code.append("\\")
        code.append(character)
    return "".join(code)


def decode_runs(code: str) -> str:
    """Restore the text that `encode_runs` has made a code of.

    Args:
        code: what `encode_runs` returned.

    Returns:
        The text.

    Raises:
        ValueError: if `encode_runs` returns this code for no text.

    Complexity:
        O(len(code) + length of the text) time and memory.
    """
    text = []
    before = ""
    place = 0
    while place < len(code):
        run = _RUN.match(code, place)
        if run is None:
            raise ValueError(f"no run can begin with {code[place : place + 10]!r}, at {place}")
        length, symbol = run.groups()
        character = symbol[-1]
        if character == before:
            raise ValueError(f"the run of {character!r} at {place} continues the one before it")
        text.append(character * int(length or 1))
        before = character
        place = run.end()
    return "".join(text)
