"""The canonical form of RFC 8785: equal values have equal bytes, so they can be hashed and signed.

Numbers are doubles there, written as ECMAScript does. Keys are sorted by UTF-16 code units, in
which characters above U+FFFF come before those from U+E000 on.
"""

from __future__ import annotations

from decimal import Decimal
from math import isfinite

from .number import Number
from .options import dump_options
from .writer import Writer


def canonical_bytes(obj: object, max_depth: int = 1024) -> bytes:
    """Returns the canonical form of a value.

    Raises:
        JSONEncodeError: Something in it cannot be written; so it is with an int that no double
            holds exactly (`unsupported_type`).
    """
    return _CanonicalWriter(dump_options(max_depth=max_depth, sort_keys=True)).write(obj).encode()


class _CanonicalWriter(Writer):
    def _number(self, value: int | float | Number) -> str:
        try:
            real = float(value)
        except OverflowError:
            raise self._error("unsupported_type", value) from None
        if not isfinite(real):
            raise self._error("nonfinite", value)
        if isinstance(value, int) and int(real) != value:
            raise self._error("unsupported_type", value)
        return ecmascript_number(real)

    @staticmethod
    def _order(member: tuple[str, object]) -> bytes:
        return member[0].encode("utf-16-be")


def ecmascript_number(value: float) -> str:
    """Returns a finite double as ECMAScript's Number::toString does (ECMA-262, 6.1.6.1.20)."""
    sign, numerals, exponent = Decimal(repr(value)).normalize().as_tuple()
    digits = "".join(map(str, numerals))
    if digits == "0":
        return "0"
    assert isinstance(exponent, int)  # it is a letter for NaN and infinities only
    point = len(digits) + exponent  # digits before the point
    minus = "-" * sign
    if len(digits) <= point <= 21:
        return minus + digits.ljust(point, "0")
    if 0 < point <= 21:
        return f"{minus}{digits[:point]}.{digits[point:]}"
    if -6 < point <= 0:
        return f"{minus}0.{'0' * -point}{digits}"
    fraction = f".{digits[1:]}" if digits[1:] else ""
    return f"{minus}{digits[0]}{fraction}e{point - 1:+d}"
