"""Reads usual documents with a few regular expressions, and gives up on everything else.

One match takes a whole element or member with the comma or bracket behind it, and flat arrays of
numbers at once. Where the patterns do not fit, `Odd` is raised, and the caller reads the document
again with the `Machine`, which knows what to say. So this file has no error, only a way out.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal
from math import inf
from typing import Any

from .number import Number
from .options import DECIMAL, FLOAT, LAST, LOSSLESS, LoadOptions
from .repetition import many, perhaps
from .tokens import ESCAPES
from .whole import digits_allowed, whole_number

_SPACE = r"[ \t\n\r]*+"
_PLAIN = r'[^"\\\x00-\x1f]*+'
_ESCAPE = r'\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})'
_KEY = rf'"({_PLAIN})"'
_STRING = rf'"({_PLAIN}{many(_ESCAPE + _PLAIN)})"'
# At most 18 digits before the fraction and 2 in the exponent: below every limit of int and float.
INT = r"-?(?:0|[1-9][0-9]{0,17}+)"
_EXPONENT = r"[eE][+-]?[0-9]{1,2}+"
FRACTION = rf"(?:\.[0-9]++{perhaps(_EXPONENT)}|{_EXPONENT})"


def _flat(number: str) -> str:
    more = many(f"{_SPACE},{_SPACE}{number}")
    return rf"\[{_SPACE}({number}{more}){_SPACE}\]"


# Groups: text; number, its fraction; flat arrays of numbers with fractions, without; literal.
_VALUE = (
    rf"(?:{_STRING}|({INT}({FRACTION})?)|{_flat(INT + FRACTION)}|{_flat(INT)}"
    rf"|(true|false|null|\[{_SPACE}\]|\{{{_SPACE}\}}))"
)
_OPEN = rf"([\[{{]){_SPACE}"
usual_element = re.compile(rf"{_SPACE}(?:{_VALUE}{_SPACE}([,\]])|{_OPEN})").match
usual_member = re.compile(
    rf"{_SPACE}{_KEY}{_SPACE}:{_SPACE}(?:{_VALUE}{_SPACE}([,}}])|{_OPEN})"
).match
after_value = re.compile(rf"{_SPACE}([,\]}}])").match
_space = re.compile(_SPACE).match
_colon = re.compile(rf"{_SPACE}:{_SPACE}").match

_string = re.compile(_STRING).match
_number = re.compile(
    r"-?(0|[1-9][0-9]*+)(" + perhaps(r"\.[0-9]++") + perhaps("[eE][+-]?[0-9]++") + ")"
).match
_literal = re.compile(r"true|false|null").match
_escape = re.compile(
    r"\\(?:u([dD][89abAB][0-9a-fA-F]{2})\\u([dD][c-fC-F][0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))"
)

MANY_KEYS = 4096
_EMPTY: dict[str, Any] = {"[": [], "{": {}}
_LITERALS = {"true": True, "false": False, "null": None}
_Filled = tuple[int, str, str | None]  # where it ended, which bracket opened, for which key


class Odd(Exception):
    """Something that is not usual, or wrong."""


def reads_fast(options: LoadOptions) -> bool:
    """Tells whether a FastReader can follow the options."""
    digits = digits_allowed(options.max_digits)
    return options.duplicates == LAST and not 0 < digits < 18


def number_types(options: LoadOptions) -> tuple[Callable[[str], Any], Callable[[str], Any]]:
    """Returns what makes a value of a whole number, and of one with a fraction or exponent."""
    if options.numbers == DECIMAL:
        return int, Decimal
    if options.numbers == FLOAT:
        return float, float
    if options.numbers == LOSSLESS:
        return _lossless, _lossless
    return int, float


class FastReader:
    """Reads a document of which the str holds no surrogates.

    Args:
        options: Those that `reads_fast` allows.
    """

    def __init__(self, options: LoadOptions) -> None:
        self._deepest = options.max_depth - 1  # the last level is left to flat arrays
        self._digits = options.max_digits
        self._keys: dict[str, str] = {}
        self._same = self._keys.setdefault if options.intern_keys else _new
        self._whole, self._real = number_types(options)

    def read(self, text: str, pos: int) -> Any:
        """Returns the value of the document that begins at an index.

        Raises:
            Odd: It is not usual.
        """
        pos = _skip(text, pos)
        container = text.startswith(("[", "{"), pos)
        value, pos = (self.container if container else self._odd_value)(text, pos)
        if _skip(text, pos) != len(text):
            raise Odd
        self.forget()
        return value

    def forget(self) -> None:
        """Lets keys go between documents, if there are many: there may be documents without end."""
        if len(self._keys) > MANY_KEYS:
            self._keys.clear()

    def container(self, text: str, pos: int, depth: int = 0) -> tuple[Any, int]:
        """Returns the array or object that begins at an index, and the index behind it.

        Raises:
            Odd: It is not usual, or does not end.
        """
        opened = text[pos]
        inside: Any = _EMPTY[opened].copy()
        pos += 1
        stack: list[tuple[Any, str | None]] = []
        elements, members = self._elements, self._members
        while len(stack) < self._deepest - depth:
            fill = elements if inside.__class__ is list else members
            pos, opened, key = fill(text, pos, inside)
            if opened:
                stack.append((inside, key))
                inside = _EMPTY[opened].copy()
                continue
            while True:
                if not stack:
                    return inside, pos
                value = inside
                inside, key = stack.pop()
                if key is None:
                    inside.append(value)
                else:
                    inside[key] = value
                if not (match := after_value(text, pos)):
                    raise Odd
                pos = match.end()
                if match[1] == ",":
                    break
                if (match[1] == "]") is not (inside.__class__ is list):
                    raise Odd
        raise Odd

    def _elements(self, text: str, pos: int, array: list[object]) -> _Filled:
        """Adds elements up to the end of the array, or to one that is a container."""
        add = array.append
        end = ","
        while end == ",":
            if not (match := usual_element(text, pos)):
                pos, end = self._odd_element(text, pos, array)
                continue
            string, number, fraction, reals, wholes, literal, end, opened = match.groups()
            pos = match.end()
            if reals is not None:
                add(list(map(self._real, reals.split(","))))
            elif string is not None:
                add(unescaped(string) if "\\" in string else string)
            elif number is not None:
                add(self._whole(number) if fraction is None else self._real(number))
            elif opened is not None:
                return pos, opened, None
            elif wholes is not None:
                add(list(map(self._whole, wholes.split(","))))
            else:
                add(literal_value(literal))
        return pos, "", None

    def _members(self, text: str, pos: int, members: dict[str, object]) -> _Filled:
        """Adds members up to the end of the object, or to one whose value is a container."""
        same = self._same
        end = ","
        while end == ",":
            if not (match := usual_member(text, pos)):
                pos, end, opened, key = self._odd_member(text, pos, members)
                if opened:
                    return pos, opened, key
                continue
            key, string, number, fraction, reals, wholes, literal, end, opened = match.groups()
            key = same(key, key)
            pos = match.end()
            if string is not None:
                members[key] = unescaped(string) if "\\" in string else string
            elif number is not None:
                members[key] = self._whole(number) if fraction is None else self._real(number)
            elif opened is not None:
                return pos, opened, key
            elif literal is not None:
                members[key] = literal_value(literal)
            elif wholes is not None:
                members[key] = list(map(self._whole, wholes.split(",")))
            else:
                members[key] = list(map(self._real, reals.split(",")))
        return pos, "", None

    # -- what is less usual: escapes, long numbers, and containers that end at once -------------

    def _odd_element(self, text: str, pos: int, array: list[object]) -> tuple[int, str]:
        pos = _skip(text, pos)
        if not array and text.startswith("]", pos):
            return pos + 1, "]"
        value, pos = self._odd_value(text, pos)
        array.append(value)
        return _separator(text, pos, array)

    def _odd_member(
        self, text: str, pos: int, members: dict[str, object]
    ) -> tuple[int, str, str, str]:
        """Returns as `_separator` does, or what bracket the value of which key opens."""
        pos = _skip(text, pos)
        if not members and text.startswith("}", pos):
            return pos + 1, "}", "", ""
        key, pos = _odd_string(text, pos)
        key = self._same(key, key)
        if not (colon := _colon(text, pos)):
            raise Odd
        pos = colon.end()
        if text.startswith(("[", "{"), pos):
            return pos + 1, ",", text[pos], key
        members[key], pos = self._odd_value(text, pos)
        return *_separator(text, pos, members), "", ""

    def _odd_value(self, text: str, pos: int) -> tuple[object, int]:
        if text.startswith('"', pos):
            return _odd_string(text, pos)
        if literal := _literal(text, pos):
            return _LITERALS[literal[0]], literal.end()
        if not (number := _number(text, pos)):
            raise Odd
        if number[2]:
            real = self._real(number[0]) if self._real is float else inf
            if real in (inf, -inf):
                raise Odd
            return real, number.end()
        allowed = digits_allowed(self._digits)
        if self._whole is not int or 0 < allowed < len(number[1]):
            raise Odd
        return whole_number(number[0]), number.end()


def _skip(text: str, pos: int) -> int:
    space = _space(text, pos)
    return space.end() if space else pos


def _separator(text: str, pos: int, inside: object) -> tuple[int, str]:
    """Returns the index behind the comma or bracket that must follow a value, and which it is."""
    match = after_value(text, pos)
    if not match or match[1] == ("}" if inside.__class__ is list else "]"):
        raise Odd
    return match.end(), match[1]


def _odd_string(text: str, pos: int) -> tuple[str, int]:
    match = _string(text, pos)
    if not match:
        raise Odd
    body = match[1]
    return unescaped(body) if "\\" in body else body, match.end()


def unescaped(body: str) -> str:
    """Returns what a string means that holds escapes."""
    return _escape.sub(_unescaped, body)


def _unescaped(match: re.Match[str]) -> str:
    high, low, code, short = match.groups()
    if short:
        return ESCAPES[short]
    if high:
        return chr(0x10000 + ((int(high, 16) - 0xD800) << 10) + (int(low, 16) - 0xDC00))
    value = int(code, 16)
    if 0xD800 <= value < 0xE000:
        raise Odd
    return chr(value)


def literal_value(text: str) -> object:
    if text in _LITERALS:
        return _LITERALS[text]
    return [] if text[0] == "[" else {}


def _lossless(text: str) -> Number:
    return Number(text.strip())  # flat arrays are split at their commas only


def _new(key: str, _: str) -> str:
    return key
