"""A number that keeps the text it was written with."""

from __future__ import annotations

import re
from decimal import Decimal

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")


class Number:
    """A JSON number as its text, of any size and precision.

    `numbers="lossless"` reads them, and they are written as the same text again. Two are equal when
    their values are; so are a Number and an int, float or Decimal of the same value.

    Args:
        text: The number, as JSON has it.

    Raises:
        ValueError: The text is no JSON number.
    """

    __slots__ = ("_text",)

    def __init__(self, text: str) -> None:
        if not _NUMBER.fullmatch(text):
            raise ValueError(f"{text!r} is no JSON number")
        self._text = text

    def __str__(self) -> str:
        return self._text

    def __repr__(self) -> str:
        return f"Number({self._text!r})"

    def __int__(self) -> int:
        return int(Decimal(self._text))

    def __float__(self) -> float:
        return float(self._text)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Number):
            return Decimal(self._text) == Decimal(other._text)
        if isinstance(other, int | float | Decimal):
            return Decimal(self._text) == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(Decimal(self._text))
