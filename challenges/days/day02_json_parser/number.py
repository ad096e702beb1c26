"""A number that keeps the text it was written with."""

from __future__ import annotations

import re
from contextlib import suppress
from decimal import Decimal, InvalidOperation

from .whole import whole_number, whole_text

_NUMBER = re.compile(r"(-?)(0|[1-9][0-9]*)(?:\.([0-9]+))?(?:[eE]([+-]?[0-9]+))?")


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
        is_whole = self._text.removeprefix("-").isdecimal()
        return whole_number(self._text) if is_whole else int(Decimal(self._text))

    def __float__(self) -> float:
        return float(self._text)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Number):
            return self._value() == other._value()
        if isinstance(other, int | float | Decimal):
            return self._value() == other
        return NotImplemented

    def __hash__(self) -> int:
        return hash(self._value())

    def _value(self) -> Decimal | tuple[str, int]:
        """Returns what is equal for equal values: a Decimal, or digits and exponent beyond these.

        A Decimal has an exponent of 18 digits; no int or float lies outside.
        """
        if (value := _decimal(self._text)) is not None:
            return value
        match = _NUMBER.fullmatch(self._text)
        sign, whole, fraction, power = match.groups("") if match else ("", "0", "", "")
        digits = (whole + fraction).lstrip("0")
        kept = digits.rstrip("0")
        if not kept:
            return Decimal(0)
        exponent = whole_number(power.lstrip("+") or "0") - len(fraction) + len(digits) - len(kept)
        value = _decimal(f"{sign}{kept}e{whole_text(exponent)}")
        return (sign + kept, exponent) if value is None else value


def _decimal(text: str) -> Decimal | None:
    with suppress(InvalidOperation):
        value = Decimal(text)
        return value if value.is_finite() else None  # where the context does not raise
    return None
