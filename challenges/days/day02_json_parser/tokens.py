"""Strings, numbers and literals, character by character where something is odd."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation
from math import inf, nan

from .errors import Document
from .number import Number
from .options import DECIMAL, EXACT, LOSSLESS, LoadOptions
from .whole import digits_allowed, whole_number
from .window import Starved, Window

ESCAPES = {
    '"': '"',
    "\\": "\\",
    "/": "/",
    "b": "\b",
    "f": "\f",
    "n": "\n",
    "r": "\r",
    "t": "\t",
}

_PLAIN = re.compile(r'[^"\\\x00-\x1f\ud800-\udfff]++')
_DIGITS = re.compile(r"[0-9]++")
_HEX = re.compile(r"[0-9a-fA-F]*+")
_LOW = re.compile(r"\\u([dD][c-fC-F][0-9a-fA-F]{2})")
_PAIR = 12  # characters of two escapes


class Tokens(Window):
    """Reads the scalars of JSON from the text in hand.

    Attributes:
        parts: What was read of the string that `pos` is in; None outside strings.
    """

    def __init__(self, options: LoadOptions, encoded: bool, doc: Document | None = None) -> None:
        super().__init__(encoded, doc)
        self.options = options
        self.parts: list[str] | None = None
        self._literals: dict[str, tuple[str, object]] = {
            "t": ("true", True),
            "f": ("false", False),
            "n": ("null", None),
        }
        if options.allow_nonfinite:
            self._literals |= {"N": ("NaN", nan), "I": ("Infinity", inf)}

    # -- strings --------------------------------------------------------------------------------

    def read_string(self) -> str:
        """Reads from the opening quote, or on from where the text ended before."""
        if self.parts is None:
            self.mark = self.pos
            self.pos += 1
            self.parts = []
        parts, text = self.parts, self.text
        while True:
            if plain := _PLAIN.match(text, self.pos):
                parts.append(plain[0])
                self.pos = plain.end()
            if self.pos == len(text):
                raise self._string_ends_early()
            char = text[self.pos]
            if char == '"':
                self.pos += 1
                self.parts = None
                return "".join(parts)
            if char == "\\":
                parts.append(self._escape())
            elif char < " ":
                raise self.error("control_char", self.pos)
            elif self._encoded:
                raise self.error("bad_utf8", self.pos)
            elif self.options.keep_surrogates:
                parts.append(char)
                self.pos += 1
            else:
                raise self.error("lone_surrogate", self.pos)

    def _string_ends_early(self) -> Exception:
        return self.error_at_mark("unterminated_string") if self.final else Starved()

    def _escape(self) -> str:
        start = self.pos
        kind = self.text[start + 1 : start + 2]
        if kind in ESCAPES:
            self.pos += 2
            return ESCAPES[kind]
        if kind and kind != "u":
            raise self.error("bad_escape", start)
        digits = self.text[start + 2 : start + 6]
        if not _HEX.fullmatch(digits):
            raise self.error("bad_escape", start)
        if len(digits) < 4:
            raise self._string_ends_early()
        code = int(digits, 16)
        if 0xD800 <= code < 0xDC00:
            return self._high_surrogate(start, code)
        if 0xDC00 <= code < 0xE000 and not self.options.keep_surrogates:
            raise self.error("lone_surrogate", start)
        self.pos += 6
        return chr(code)

    def _high_surrogate(self, start: int, high: int) -> str:
        if low := _LOW.match(self.text, start + 6):
            self.pos = low.end()
            return chr(0x10000 + ((high - 0xD800) << 10) + (int(low[1], 16) - 0xDC00))
        if not self.final and len(self.text) < start + _PAIR:
            raise Starved
        if not self.options.keep_surrogates:
            raise self.error("lone_surrogate", start)
        self.pos += 6
        return chr(high)

    # -- numbers --------------------------------------------------------------------------------

    def read_number(self) -> object:
        """Reads a number, which is known to end where a character comes that none can have."""
        text, start = self.text, self.pos
        run = self.NUMBER_RUN.match(text, start)
        if not self.final and run and run.end() == len(text):
            self.hold()
        pos = start + (text[start] == "-")
        if self.options.allow_nonfinite and pos > start and text.startswith("Infinity", pos):
            self.pos = pos + len("Infinity")
            return -inf
        if text.startswith("0", pos):
            end = pos + 1
            if _DIGITS.match(text, end):
                raise self.error("leading_zero", pos)
        else:
            end = self._digits(pos)
        whole = end
        if text.startswith(".", end):
            end = self._digits(end + 1)
        if text.startswith(("e", "E"), end):
            end += 1
            end = self._digits(end + text.startswith(("+", "-"), end))
        self.pos = end
        return self._number(text[start:end], start, whole - pos if end == whole else 0)

    def _digits(self, pos: int) -> int:
        """Returns the end of the digits that must come."""
        if digits := _DIGITS.match(self.text, pos):
            return digits.end()
        raise self.error("truncated" if pos == len(self.text) else "bad_number", pos)

    def _number(self, text: str, start: int, whole_digits: int) -> object:
        """Returns the value of a number; whole_digits is 0 if it has a fraction or exponent."""
        mode = self.options.numbers
        if mode == LOSSLESS:
            return Number(text)
        if whole_digits and mode in (EXACT, DECIMAL):
            allowed = digits_allowed(self.options.max_digits)
            if allowed and whole_digits > allowed:
                raise self.error("too_many_digits", start)
            return whole_number(text)
        if mode == DECIMAL:
            try:
                value = Decimal(text)
            except InvalidOperation:
                raise self.error("number_range", start) from None
            if value.is_finite():
                return value
            raise self.error("number_range", start)
        real = float(text)
        if abs(real) == inf and not self.options.allow_nonfinite:
            raise self.error("number_range", start)
        return real

    # -- literals -------------------------------------------------------------------------------

    def read_literal(self) -> object:
        """Reads true, false, null and, where they are allowed, NaN and Infinity."""
        start = self.pos
        word, value = self._literals[self.text[start]]
        piece = self.text[start : start + len(word)]
        if piece == word:
            self.pos += len(word)
            return value
        if not word.startswith(piece):
            raise self.error("bad_literal", start)
        if not self.final:
            raise Starved
        if word in ("true", "false", "null"):
            raise self.error("truncated", len(self.text))
        raise self.error("bad_literal", start)
