"""The JSON5 Data Interchange Format 1.0.0: JSON as ECMAScript 5.1 would have it."""

from __future__ import annotations

import re
from math import inf, nan
from unicodedata import category

from .errors import Document
from .jsonc import BLOCK_COMMENT, JsoncMachine
from .machine import Event
from .number import Number
from .options import DECIMAL, EXACT, LOSSLESS, LoadOptions
from .repetition import many
from .tokens import ESCAPES
from .whole import whole_text

_LINE_ENDS = "\n\r\u2028\u2029"
_SPACES = "\t\v\f \xa0\ufeff\u1680\u2000-\u200a\u202f\u205f\u3000"  # those of category Zs, and more
_ESCAPES = ESCAPES | {"v": "\v", "'": "'"}
_STARTS = {"Lu", "Ll", "Lt", "Lm", "Lo", "Nl"}  # of identifiers, by ECMA-262 5.1, 7.6
_PARTS = _STARTS | {"Mn", "Mc", "Nd", "Pc"}
_JOINERS = "\u200c\u200d"

_number = re.compile(
    r"([+-]?)(?:(Infinity|NaN)|0[xX]([0-9a-fA-F]++)"
    r"|((?:0(?![0-9])|[1-9][0-9]*+)(\.[0-9]*+)?|\.[0-9]++)([eE][+-]?[0-9]++)?)"
).match
_lead = re.compile(r"[+-]?\.?").match
_hex = re.compile(r"[0-9a-fA-F]++").fullmatch


class Json5Machine(JsoncMachine):
    """Reads JSON5. NaN and Infinity are part of it, whatever the options say."""

    skipped = re.compile(many(rf"[{_SPACES}{_LINE_ENDS}]++|//[^{_LINE_ENDS}]*+|{BLOCK_COMMENT}"))

    def __init__(self, options: LoadOptions, encoded: bool, doc: Document | None = None) -> None:
        super().__init__(options, encoded, doc)
        self._literals |= {"N": ("NaN", nan), "I": ("Infinity", inf)}

    def _value(self, char: str) -> Event | None:
        if char == "'":
            value: object = self.read_string()
        elif char in "+.":
            value = self.read_number()
        else:
            return super()._value(char)
        self._completed()
        return "value", value

    def _key(self, char: str) -> Event:
        return self.name(self.read_string() if char in "\"'" else self._identifier())

    # -- tokens -------------------------------------------------------------------------------

    def _identifier(self) -> str:
        parts: list[str] = []
        while self.pos < len(self.text):
            start, char = self.pos, self.text[self.pos]
            if char == "\\":
                if not self.text.startswith("u", start + 1):
                    break
                char = self._code(start, start + 2, 4)
            else:
                self.pos += 1
            kinds = _PARTS if parts else _STARTS
            if not (char in "$_" or category(char) in kinds or (parts and char in _JOINERS)):
                self.pos = start
                break
            parts.append(char)
        if not parts:
            raise self.error("expected_key", self.pos)
        return "".join(parts)

    def read_string(self) -> str:
        text, quote = self.text, self.text[self.pos]
        self.mark = self.pos
        self.pos += 1
        parts: list[str] = []
        while self.pos < len(text):
            char = text[self.pos]
            if char == quote:
                self.pos += 1
                return "".join(parts)
            if char == "\\":
                parts.append(self._escape())
            elif char in "\n\r":
                raise self.error("control_char", self.pos)
            elif "\ud800" <= char <= "\udfff" and not self._keeps_surrogates():
                raise self.error("bad_utf8" if self._encoded else "lone_surrogate", self.pos)
            else:
                parts.append(char)
                self.pos += 1
        raise self.error_at_mark("unterminated_string")

    def _keeps_surrogates(self) -> bool:
        return self.options.keep_surrogates and not self._encoded

    def _escape(self) -> str:
        start = self.pos
        kind = self.text[start + 1 : start + 2]
        if not kind or kind == "u":
            return super()._escape()
        if kind == "x":
            return self._code(start, start + 2, 2)
        if kind == "0" and not self.text[start + 2 : start + 3].isdecimal():
            self.pos += 2
            return "\0"
        if kind in "0123456789" or "\ud800" <= kind <= "\udfff":
            raise self.error("bad_escape", start)
        self.pos += 2
        if kind == "\r" and self.text.startswith("\n", self.pos):
            self.pos += 1
        return "" if kind in _LINE_ENDS else _ESCAPES.get(kind, kind)

    def _code(self, start: int, pos: int, size: int) -> str:
        """Reads a character of so many hexadecimal digits."""
        digits = self.text[pos : pos + size]
        if len(digits) < size or not _hex(digits):
            raise self.error("bad_escape", start)
        self.pos = pos + size
        return chr(int(digits, 16))

    def read_number(self) -> object:
        start = self.pos
        match = _number(self.text, start)
        if not match:
            raise self._number_error(start)
        self.pos = match.end()
        sign, word, digits, mantissa, fraction, exponent = match.groups()
        if word:
            return float(sign + word)
        if digits:
            return self._hexadecimal(sign, digits, start)
        plain = mantissa if mantissa[0] != "." else f"0{mantissa}"
        is_whole = not (exponent or fraction or mantissa[0] == ".")
        text = sign.strip("+") + plain.removesuffix(".") + (exponent or "")
        if is_whole:
            return self._number(text, start, len(plain))
        if plain.endswith(".") and self.options.numbers != LOSSLESS:
            text = sign.strip("+") + plain + "0" + (exponent or "")
        return self._number(text, start, 0)

    def _number_error(self, start: int) -> Exception:
        lead = _lead(self.text, start)
        at = lead.end() if lead else start
        if self.text.startswith("0", at):
            return self.error("leading_zero", at)
        return self.error("truncated" if at == len(self.text) else "bad_number", at)

    def _hexadecimal(self, sign: str, digits: str, start: int) -> object:
        value = int(sign + digits, 16)
        if self.options.numbers in (EXACT, DECIMAL):
            return value
        if self.options.numbers == LOSSLESS:
            return Number(whole_text(value))
        try:
            return float(value)
        except OverflowError:
            raise self.error("number_range", start) from None
