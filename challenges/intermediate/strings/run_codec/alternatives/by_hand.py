"""Run-length codec, with the decoder as a machine of a few states that takes one character each."""

from __future__ import annotations

_DIGITS = "0123456789"


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
    code: list[str] = []
    start = 0
    for place, character in enumerate(text, start=1):
        if place < len(text) and text[place] == character:
            continue
        if place - start > 1:
            code.append(str(place - start))
        code.append(f"\\{character}" if character in _DIGITS or character == "\\" else character)
        start = place
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
    text: list[str] = []
    before = ""
    length = ""
    escaped = False
    for place, character in enumerate(code):
        if escaped and character not in _DIGITS and character != "\\":
            raise ValueError(f"{character!r} at {place} needs no backslash in front of it")
        if not escaped and character == "\\":
            escaped = True
            continue
        if not escaped and character in _DIGITS:
            length += character
            continue
        if length in ("0", "1") or length[:1] == "0":
            raise ValueError(f"{length!r} before {place} is no length of a run")
        if character == before:
            raise ValueError(f"{character!r} at {place} belongs to the run before it")
        text.append(character * int(length or 1))
        before, length, escaped = character, "", False
    if length or escaped:
        raise ValueError("the code ends in the middle of a run")
    return "".join(text)
