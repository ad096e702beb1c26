"""Reads a document token by token, in one piece or as it comes, and says exactly what is wrong.

It is a pushdown automaton: a state is the method that takes the next character which is no white
space, and the stack holds a frame for each container that is open. Nothing recurses, so only
`max_depth` bounds how deep a document may be.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from .errors import Document, Path
from .fast_reader import FRACTION, INT, reads_fast
from .options import ERROR, EXACT, LoadOptions
from .tokens import Tokens
from .window import Starved

Event = tuple[str, object]

START_OBJECT: Event = ("start_object", None)
START_ARRAY: Event = ("start_array", None)
END_OBJECT: Event = ("end_object", None)
END_ARRAY: Event = ("end_array", None)

_SPACE = re.compile(r"[ \t\n\r]*+")
# A usual scalar and what follows it, so that it is complete wherever the text in hand ends.
_TEXT = r'"([^"\\\x00-\x1f\ud800-\udfff]*+)"'
_SCALAR = rf"(?:{_TEXT}|({INT}({FRACTION})?)|(true|false|null))[ \t\n\r]*+"
_usual_element = re.compile(rf"{_SCALAR}[,\]]").match
_usual_member = re.compile(rf"{_TEXT}[ \t\n\r]*+:[ \t\n\r]*+{_SCALAR}[,}}]").match
_LITERALS = {"true": True, "false": False, "null": None}


class Frame:
    """A container that is open.

    Attributes:
        index: The element of an array that is expected or being read; -1 in an object.
        member: That index, or the key whose value is; None in between.
        keys: The keys of an object, when none may come twice.
    """

    __slots__ = ("index", "keys", "member")

    def __init__(self, index: int, keys: set[str] | None) -> None:
        self.index = index
        self.member: str | int | None = None if index < 0 else index
        self.keys = keys


class Machine(Tokens):
    """Turns text into events: value, key, and the start and end of objects and arrays.

    Args:
        options: How to read.
        encoded: Whether the text was UTF-8, decoded with surrogateescape, or a str from the start.
        doc: The whole document, where it is known, for errors.
        multiple: Whether documents may follow one another, or none may come.
    """

    def __init__(
        self,
        options: LoadOptions,
        encoded: bool,
        doc: Document | None = None,
        multiple: bool = False,
    ) -> None:
        super().__init__(options, encoded, doc)
        self.stack: list[Frame] = []
        self._multiple = multiple
        self._shortcut = type(self) is Machine and reads_fast(options) and options.numbers == EXACT
        self._value_of_key: Event | None = None  # what follows the key that was told last
        # A function of the class: a bound method would make the machine a circle.
        self._state: Callable[[Any, str], Event | None] = type(self)._start

    def path(self) -> Path:
        return tuple(frame.member for frame in self.stack if frame.member is not None)

    def next_event(self) -> Event | None:
        """Returns what comes next; None at the end of the document or of the text so far.

        Raises:
            JSONDecodeError: The document is none.
        """
        event = self._value_of_key
        if event:
            self._value_of_key = None
            return event
        try:
            while True:
                if self.parts is not None:
                    event = self._state(self, '"')  # on with the string
                else:
                    self.skip_space()
                    if self.pos == len(self.text):
                        self._end()
                        return None
                    event = self._state(self, self.text[self.pos])
                if event is not None:
                    return event
        except Starved:
            return None

    def skip_space(self) -> None:
        """Goes to the next character that is no white space, or to the end."""
        if space := _SPACE.match(self.text, self.pos):
            self.pos = space.end()

    def _end(self) -> None:
        """Says what is missing where nothing comes any more."""
        if not self.final:
            return
        if self._state is type(self)._start:
            if not self._multiple:
                raise self.error("empty", self.pos)
        elif self._state is not type(self)._after_document:
            raise self.error("truncated", self.pos)

    # -- the states: what may come next ---------------------------------------------------------

    def _start(self, char: str) -> Event | None:
        self._state = type(self)._value
        return self._value(char)

    def _value(self, char: str) -> Event | None:
        if char in "[{":
            return self.enter(char)
        if char == '"':
            value: object = self.read_string()
        elif char in "-0123456789":
            value = self.read_number()
        elif char in self._literals:
            value = self.read_literal()
        else:
            raise self.error("bad_literal" if char in "NI" else "expected_value", self.pos)
        self._completed()
        return "value", value

    def is_within(self) -> bool:
        """Tells whether an element or a member is expected, or the end of the container."""
        its = type(self)
        inner = its._first_element, its._next_element, its._first_key, its._next_key
        return self._value_of_key is None and self._state in inner

    def enter(self, char: str) -> Event:
        """Opens a container at its bracket."""
        if len(self.stack) >= self.options.max_depth:
            raise self.error("depth", self.pos)
        self.pos += 1
        if char == "[":
            self.stack.append(Frame(0, None))
            self._state = type(self)._first_element
            return START_ARRAY
        self.stack.append(Frame(-1, set() if self.options.duplicates == ERROR else None))
        self._state = type(self)._first_key
        return START_OBJECT

    def _completed(self) -> None:
        """Notes that a value is complete."""
        if not self.stack:
            self._state = type(self)._after_document
            return
        frame = self.stack[-1]
        frame.member = None
        its = type(self)
        self._state = its._after_member if frame.index < 0 else its._after_element

    def leave(self) -> Event:
        """Closes a container at its bracket."""
        array = self.stack.pop().index >= 0
        self.pos += 1
        self._completed()
        return END_ARRAY if array else END_OBJECT

    def _first_element(self, char: str) -> Event | None:
        return self.leave() if char == "]" else self._element(char)

    def _element(self, char: str) -> Event | None:
        self._state = type(self)._value
        if not (self._shortcut and (match := _usual_element(self.text, self.pos))):
            return self._value(char)
        string, number, fraction, literal = match.groups()
        self._passed(match)
        return "value", _scalar(string, number, fraction, literal)

    def _passed(self, match: re.Match[str]) -> None:
        """Goes behind a usual element or member, and its comma if there is one."""
        end = match.end() - 1
        self.pos = end
        self._completed()
        if self.text[end] == ",":
            self.pass_comma(end)

    def _after_element(self, char: str) -> Event | None:
        if char == ",":
            self.pass_comma(self.pos)
            return None
        if char == "]":
            return self.leave()
        raise self.error("expected_comma_or_end", self.pos)

    def pass_comma(self, at: int, elements: int = 1) -> None:
        """Goes behind a comma that follows so many elements more, or a member."""
        frame = self.stack[-1]
        frame.member = None
        self._state = type(self)._next_key
        if frame.index >= 0:
            frame.index += elements
            frame.member = frame.index
            self._state = type(self)._next_element
        self.mark = at
        self.pos = at + 1

    def _next_element(self, char: str) -> Event | None:
        if char == "]":
            raise self.error_at_mark("trailing_comma")
        return self._element(char)

    def _first_key(self, char: str) -> Event | None:
        return self.leave() if char == "}" else self._member(char)

    def _member(self, char: str) -> Event | None:
        self._state = type(self)._key
        if not (self._shortcut and (match := _usual_member(self.text, self.pos))):
            return self._key(char)
        key, string, number, fraction, literal = match.groups()
        self._passed(match)
        self._value_of_key = "value", _scalar(string, number, fraction, literal)
        return "key", key

    def _next_key(self, char: str) -> Event | None:
        if char == "}":
            raise self.error_at_mark("trailing_comma")
        return self._member(char)

    def _key(self, char: str) -> Event:
        if self.parts is None and char != '"':
            raise self.error("expected_key", self.pos)
        return self.name(self.read_string())

    def name(self, key: str) -> Event:
        """Takes the key of a member."""
        frame = self.stack[-1]
        if frame.keys is not None:
            if key in frame.keys:
                raise self.error_at_mark("duplicate_key")
            frame.keys.add(key)
        frame.member = key
        self._state = type(self)._colon
        return "key", key

    def _colon(self, char: str) -> None:
        if char != ":":
            raise self.error("expected_colon", self.pos)
        self.pos += 1
        self._state = type(self)._value

    def _after_member(self, char: str) -> Event | None:
        if char == ",":
            self.pass_comma(self.pos)
            return None
        if char == "}":
            return self.leave()
        raise self.error("expected_comma_or_end", self.pos)

    def _after_document(self, char: str) -> Event | None:
        if not self._multiple:
            raise self.error("trailing_data", self.pos)
        self._state = type(self)._value
        return self._value(char)


def _scalar(
    string: str | None, number: str | None, fraction: str | None, literal: str | None
) -> object:
    """Returns the value of a usual scalar."""
    if string is not None:
        return string
    if number is not None:
        return int(number) if fraction is None else float(number)
    return _LITERALS[str(literal)]
