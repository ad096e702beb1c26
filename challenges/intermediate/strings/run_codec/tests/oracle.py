"""An independent codec that follows the statement character by character, without any cunning."""

from __future__ import annotations

ESCAPED = set("0123456789\\")


def code_of(text: str) -> str:
    """Encode by counting, for each place where a run begins, how far it goes."""
    code = ""
    for place, character in enumerate(text):
        if place > 0 and text[place - 1] == character:
            continue
        length = 1
        while text[place + length : place + length + 1] == character:
            length += 1
        code += f"{length}" * (length > 1) + "\\" * (character in ESCAPED) + character
    return code


def text_of(code: str) -> str | None:
    """Decode without checks, then say None unless the text found has this very code."""
    text = ""
    digits = ""
    characters = iter(code)
    for character in characters:
        if character in "0123456789":
            digits += character
            continue
        if character == "\\":
            character = next(characters, "")
        text += character * int(digits or "1")
        digits = ""
    return text if code_of(text) == code else None
