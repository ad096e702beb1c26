"""A number that keeps the text it was written with."""

from __future__ import annotations


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
        raise NotImplementedError("Number.__init__")

    def __str__(self) -> str:
        raise NotImplementedError("Number.__str__")

    def __repr__(self) -> str:
        raise NotImplementedError("Number.__repr__")

    def __int__(self) -> int:
        raise NotImplementedError("Number.__int__")

    def __float__(self) -> float:
        raise NotImplementedError("Number.__float__")

    def __eq__(self, other: object) -> bool:
        raise NotImplementedError("Number.__eq__")

    def __hash__(self) -> int:
        raise NotImplementedError("Number.__hash__")
