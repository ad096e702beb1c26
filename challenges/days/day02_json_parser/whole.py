"""Whole numbers of any size, past the interpreter's own limit where that is asked for."""

from __future__ import annotations

import sys
from decimal import Decimal


def digits_allowed(max_digits: int) -> int:
    """Returns how many digits an int may have; 0 for any. -1 stands for the interpreter's limit."""
    return sys.get_int_max_str_digits() if max_digits < 0 else max_digits


def whole_number(text: str) -> int:
    """Returns the int of a text, however many digits it has.

    The interpreter refuses some thousand digits, for all threads alike; a Decimal takes them
    exactly and becomes an int without passing through text.
    """
    limit = sys.get_int_max_str_digits()
    return int(Decimal(text)) if limit and len(text) > limit else int(text)


def whole_text(number: int) -> str:
    """Returns the text of an int, however many digits it has."""
    limit = sys.get_int_max_str_digits()
    # Ten bits are more than three digits.
    few = not limit or number.bit_length() < 3 * limit
    return int.__repr__(number) if few else format(Decimal(number), "f")
