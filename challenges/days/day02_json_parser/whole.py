"""Whole numbers of any size, past the interpreter's own limit where that is asked for.

The interpreter refuses some thousand digits, for all threads alike, because its own conversions
take quadratic time. These take that of a few multiplications of the size of the result.
"""

from __future__ import annotations

import sys
from decimal import MAX_EMAX, MAX_PREC, MIN_EMIN, Decimal, localcontext

_DIGITS = 512  # at once: below the least limit that the interpreter can be given
_BITS = 1024


def digits_allowed(max_digits: int) -> int:
    """Returns how many digits an int may have; 0 for any. -1 stands for the interpreter's limit."""
    return sys.get_int_max_str_digits() if max_digits < 0 else max_digits


def whole_number(text: str) -> int:
    """Returns the int of a text, however many digits it has."""
    if len(text) <= _DIGITS:
        return int(text)
    digits = text.removeprefix("-")
    parts = [int(digits[max(end - _DIGITS, 0) : end]) for end in range(len(digits), 0, -_DIGITS)]
    power = 10**_DIGITS
    while len(parts) > 1:  # each step joins two neighbours, of which the lower one comes first
        if len(parts) % 2:
            parts.append(0)
        parts = [low + high * power for low, high in zip(parts[::2], parts[1::2], strict=True)]
        power *= power
    return -parts[0] if text.startswith("-") else parts[0]


def whole_text(number: int) -> str:
    """Returns the text of an int, however many digits it has."""
    if number.bit_length() <= _BITS:
        return int.__repr__(number)
    size = _BITS // 8
    data = abs(number).to_bytes(number.bit_length() // 8 + 1, "little")
    parts = [
        Decimal(int.from_bytes(data[start : start + size], "little"))
        for start in range(0, len(data), size)
    ]
    with localcontext() as context:  # of this thread, in which nothing is rounded
        context.prec, context.Emax, context.Emin = MAX_PREC, MAX_EMAX, MIN_EMIN
        power = Decimal(2**_BITS)
        while len(parts) > 1:
            if len(parts) % 2:
                parts.append(Decimal(0))
            parts = [low + high * power for low, high in zip(parts[::2], parts[1::2], strict=True)]
            power *= power
    return f"{'-' * (number < 0)}{parts[0]:f}"
