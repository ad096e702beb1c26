"""The two pattern languages of the filter as trees over bytes: regular expressions and `like`.

A tree is ("set", mask of bytes), ("start",), ("end",), ("all", trees), ("any", trees) or
("repeat", tree, least, most). A character that is not ASCII stands for its bytes in UTF-8.
"""

from __future__ import annotations

from typing import Any

Tree = tuple[Any, ...]

MOST_REPEATS = 1000
_MOST_DEPTH = 100
_EVERY = (1 << 256) - 1


class PatternError(ValueError):
    """A pattern that is none.

    Attributes:
        place: Index of the character in the pattern.
    """

    def __init__(self, message: str, place: int) -> None:
        super().__init__(message)
        self.place = place


def _mask(chars: bytes) -> int:
    return sum(1 << byte for byte in set(chars))


def _span(first: int, last: int) -> int:
    return (1 << last + 1) - (1 << first)


_DIGIT = _mask(b"0123456789")
_SPACE = _mask(b" \t\n\r\f\v")
_LETTERS = _span(ord("a"), ord("z")) | _span(ord("A"), ord("Z"))
_WORD = _LETTERS | _DIGIT | _mask(b"_")
_SETS = {
    "d": _DIGIT,
    "w": _WORD,
    "s": _SPACE,
    "D": _EVERY & ~_DIGIT,
    "W": _EVERY & ~_WORD,
    "S": _EVERY & ~_SPACE,
    **{name: 1 << code for name, code in (("t", 9), ("n", 10), ("r", 13), ("f", 12), ("v", 11))},
}
_CONTINUED = ("set", _span(0x80, 0xBF))
# RFC 3629, section 4: neither overlong forms nor surrogates.
_CHARACTER: Tree = (
    "any",
    tuple(
        ("all", (*(("set", _span(*span)) for span in spans), *[_CONTINUED] * more))
        for spans, more in (
            (((0x00, 0x7F),), 0),
            (((0xC2, 0xDF),), 1),
            (((0xE0, 0xE0), (0xA0, 0xBF)), 1),
            (((0xE1, 0xEC),), 2),
            (((0xED, 0xED), (0x80, 0x9F)), 1),
            (((0xEE, 0xEF),), 2),
            (((0xF0, 0xF0), (0x90, 0xBF)), 2),
            (((0xF1, 0xF3),), 3),
            (((0xF4, 0xF4), (0x80, 0x8F)), 2),
        )
    ),
)


def parse_like(pattern: str) -> Tree:
    """Reads a `like` pattern: `%` is any bytes, `_` one character, `\\` protects what follows.

    Raises:
        PatternError: Nothing follows a backslash.
    """
    parts: list[Tree] = []
    chars = iter(enumerate(pattern))
    for place, char in chars:
        if char == "%":
            parts.append(("repeat", ("set", _EVERY), 0, None))
        elif char == "_":
            parts.append(_CHARACTER)
        elif char == "\\":
            _, protected = next(chars, (place, ""))
            if not protected:
                raise PatternError("nothing follows the backslash", place)
            parts.append(_literal(protected, place, ignore_case=False))
        else:
            parts.append(_literal(char, place, ignore_case=False))
    return ("all", tuple(parts))


def parse_regex(pattern: str) -> Tree:
    """Reads a regular expression.

    It knows literals, `.` (a byte), `[...]`, `\\d \\w \\s \\D \\W \\S \\t \\n \\r \\f \\v \\xhh`,
    `^ $`, `(...)`, `(?:...)`, `|`, `* + ? {m} {m,} {m,n}`, and `(?i)` at the start for letters of
    ASCII.

    Raises:
        PatternError: There is anything else.
    """
    ignore_case = pattern.startswith("(?i)")
    parser = _Regex(pattern, 4 if ignore_case else 0, ignore_case)
    tree = parser.alternatives(0)
    if parser.at < len(pattern):
        raise PatternError("there is no ( for this )", parser.at)
    return tree


def _literal(char: str, place: int, ignore_case: bool) -> Tree:
    try:
        data = char.encode("utf-8", "surrogateescape")
    except UnicodeEncodeError:
        raise PatternError(f"{char!r} has no bytes in UTF-8", place) from None
    masks = [1 << byte for byte in data]
    if ignore_case:
        masks = [_both_cases(mask) for mask in masks]
    sets = tuple(("set", mask) for mask in masks)
    return sets[0] if len(sets) == 1 else ("all", sets)


def _both_cases(mask: int) -> int:
    letters = mask & _LETTERS
    upper, lower = _span(ord("A"), ord("Z")), _span(ord("a"), ord("z"))
    return mask | (letters & upper) << 32 | (letters & lower) >> 32


class _Regex:
    """A parser that goes down through alternatives, sequences, repeats and atoms."""

    def __init__(self, pattern: str, at: int, ignore_case: bool) -> None:
        self._pattern = pattern
        self._ignore_case = ignore_case
        self.at = at

    def alternatives(self, depth: int) -> Tree:
        if depth > _MOST_DEPTH:
            raise PatternError(f"groups lie in each other more than {_MOST_DEPTH} deep", self.at)
        parts = [self._sequence(depth)]
        while self._skip("|"):
            parts.append(self._sequence(depth))
        return parts[0] if len(parts) == 1 else ("any", tuple(parts))

    def _sequence(self, depth: int) -> Tree:
        parts: list[Tree] = []
        while self._next() not in ("", "|", ")"):
            parts.append(self._repeated(self._atom(depth)))
        return ("all", tuple(parts))

    def _repeated(self, atom: Tree) -> Tree:
        place = self.at
        if (limits := self._quantifier()) is None:
            return atom
        if atom[0] in ("start", "end"):
            raise PatternError("an anchor cannot be repeated", place)
        if self._next() and self._next() in "*+?{":
            raise PatternError("one repeat cannot follow another; put the first in ( )", self.at)
        return ("repeat", atom, *limits)

    def _quantifier(self) -> tuple[int, int | None] | None:
        place, sign = self.at, self._next()
        simple = {"*": (0, None), "+": (1, None), "?": (0, 1)}
        if sign in simple:
            self.at += 1
            return simple[sign]
        if not self._skip("{"):
            return None
        inside, closed, _ = self._pattern[self.at :].partition("}")
        low, comma, high = inside.partition(",")
        numbers = [text for text in (low, high) if text]
        if not closed or not low or not all(n.isascii() and n.isdecimal() for n in numbers):
            raise PatternError("must be {m}, {m,} or {m,n}; a brace itself is \\{", place)
        self.at += len(inside) + 1
        if any(len(n) > 4 or int(n) > MOST_REPEATS for n in numbers):
            raise PatternError(f"the pattern is too large: at most {MOST_REPEATS} repeats", place)
        least = int(low)
        most = int(high) if high else None if comma else least
        if most is not None and most < least:
            raise PatternError(f"{least} is more than {most}", place)
        return least, most

    def _atom(self, depth: int) -> Tree:
        place, char = self.at, self._next()
        self.at += 1
        if char == "(":
            return self._group(place, depth)
        if char == "[":
            return ("set", self._class(place))
        if char == "\\":
            return self._escape(place)
        if char in "*+?{":
            raise PatternError("there is nothing to repeat", place)
        signs: dict[str, Tree] = {"^": ("start",), "$": ("end",), ".": ("set", _EVERY)}
        return signs.get(char) or _literal(char, place, self._ignore_case)

    def _group(self, place: int, depth: int) -> Tree:
        if self._next() == "?" and not self._skip("?:"):
            raise PatternError("only (?:...) is known, and (?i) at the very start", place)
        tree = self.alternatives(depth + 1)
        if not self._skip(")"):
            raise PatternError("there is no ) for this (", place)
        return tree

    def _escape(self, place: int) -> Tree:
        char = self._next()
        if char == "x" or char in _SETS:
            return ("set", self._cased(self._escaped_set(place)))
        if not char or char.isalnum():
            raise PatternError(f"\\{char} is not known", place)
        self.at += 1
        return _literal(char, place, self._ignore_case)

    def _escaped_set(self, place: int) -> int:
        """Reads what follows a backslash in a class or outside: a set or one byte."""
        char = self._next()
        self.at += 1
        if char == "x":
            digits = self._pattern[self.at : self.at + 2]
            if len(digits) < 2 or any(d not in "0123456789abcdefABCDEF" for d in digits):
                raise PatternError("\\x takes two hexadecimal digits", place)
            self.at += 2
            return 1 << int(digits, 16)
        if char in _SETS:
            return _SETS[char]
        if not char or char.isalnum() or not char.isascii():
            raise PatternError(f"\\{char} is not known", place)
        return 1 << ord(char)

    def _class(self, place: int) -> int:
        negated = self._skip("^")
        mask, first = 0, True
        while first or self._next() != "]":
            if not self._next():
                raise PatternError("there is no ] for this [", place)
            mask |= self._members(place)
            first = False
        self.at += 1
        mask = self._cased(mask)
        return _EVERY & ~mask if negated else mask

    def _members(self, place: int) -> int:
        start = self.at
        low = self._member(place)
        if self._next() != "-" or self._pattern[self.at + 1 : self.at + 2] in ("]", ""):
            return low
        self.at += 1
        high = self._member(place)
        if low.bit_count() != 1 or high.bit_count() != 1 or low > high:
            raise PatternError("a range goes from one byte to a later one", start)
        return _span(low.bit_length() - 1, high.bit_length() - 1)

    def _member(self, place: int) -> int:
        char, here = self._next(), self.at
        if not char:
            raise PatternError("there is no ] for this [", place)
        self.at += 1
        if char == "\\":
            return self._escaped_set(here)
        if not char.isascii():
            raise PatternError("a class takes ASCII and \\xhh; others: (?:ä|ö)", here)
        return 1 << ord(char)

    def _cased(self, mask: int) -> int:
        return _both_cases(mask) if self._ignore_case else mask

    def _next(self) -> str:
        return self._pattern[self.at : self.at + 1]

    def _skip(self, text: str) -> bool:
        found = self._pattern.startswith(text, self.at)
        self.at += len(text) * found
        return found
