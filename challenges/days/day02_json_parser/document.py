"""A document of which only what is asked for is read."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeVar

from .api import loads
from .errors import JSONDecodeError, pointer_step
from .pointers import PointerError, split_pointer

_Scalar = TypeVar("_Scalar")
_STRING = r'"(?:[^"\\]++|\\.)*+"'
_space = re.compile(r"[ \t\n\r]*+").match
_string = re.compile(_STRING, re.DOTALL).match
_scalar = re.compile(r'[^ \t\n\r,:\[\]{}"]++').match
# What lies between two brackets, strings in one piece.
_between = re.compile(rf'(?:[^\[\]{{}}"]++|{_STRING})*+', re.DOTALL).match


class _Odd(Exception):
    """The text is not what it should be; reading the document from the beginning says why."""


class Document:
    """A document that is looked into instead of being read.

    What is on the way to a place is skipped, not checked: `validate` checks it all.

    Args:
        data: bytes, bytearray, memoryview or str. It is copied if it can change.
        **options: As for `loads`; they hold for what is read.

    Raises:
        TypeError: The data is of another type.
    """

    def __init__(self, data: Any, **options: Any) -> None:
        if not isinstance(data, bytes | bytearray | memoryview | str):
            kinds = "bytes, bytearray, memoryview or str"
            raise TypeError(f"data is of type {type(data).__name__}, must be {kinds}")
        kept: Any = data if isinstance(data, str) else bytes(data)
        self._options = options
        self._data = kept
        self.text: str = kept if isinstance(data, str) else kept.decode(errors="surrogateescape")
        self.root = Place(self, "", int(self.text.startswith("\ufeff")))

    def at(self, pointer: str) -> Place:
        """Returns the place a pointer leads to.

        Raises:
            PointerError: It is none, or leads nowhere.
            JSONDecodeError: What is on the way is no JSON.
        """
        return self.root.at(pointer)

    def raw(self, pointer: str) -> bytes:
        """Returns the bytes of the value a pointer leads to; otherwise as `at`."""
        return self.at(pointer).raw()

    def validate(self) -> None:
        """Checks the whole document.

        Raises:
            JSONDecodeError: It is not what was asked for.
        """
        loads(self._data, **self._options)

    def __len__(self) -> int:
        return len(self.root)

    def read(self, start: int, end: int) -> Any:
        """Returns the value of a part of the text."""
        part: Any = self.text[start:end]
        if not isinstance(self._data, str):
            part = part.encode(errors="surrogateescape")
        try:
            return loads(part, **self._options)
        except JSONDecodeError:
            self.validate()  # its error counts from the beginning of the document
            raise

    def refuse(self) -> PointerError:
        """Raises the error of a document that is none; if it is one, returns that of a caller."""
        self.validate()
        return PointerError("there is no value at the place")


class Place:
    """A value of a document. It is found, and read when it is asked for.

    Args:
        document: The document.
        pointer: Where it is.
        start: The index of its first character, or of white space before it.
    """

    def __init__(self, document: Document, pointer: str, start: int) -> None:
        self._document = document
        self._text = document.text
        self.pointer = pointer
        self._start = _after_space(self._text, start)

    def at(self, pointer: str) -> Place:
        """Returns the place a pointer leads to from here; otherwise as `Document.at`."""
        place = self
        for step in split_pointer(pointer):
            place = place._member(step)
        return place

    def raw(self) -> bytes:
        """Returns the bytes of the value, as they are."""
        return self._text[self._start : self._end()].encode(errors="surrogateescape")

    def value(self) -> Any:
        """Returns the value."""
        return self._document.read(self._start, self._end())

    def as_int(self) -> int:
        """Returns the value if it is an int; otherwise raises TypeError, as all `as_` do."""
        return self._of_type(int)

    def as_float(self) -> float:
        """Returns the value if it is a float or an int, as a float."""
        value = self.value()
        return float(value) if type(value) is int else self._of_type(float)

    def as_str(self) -> str:
        """Returns the value if it is a str."""
        return self._of_type(str)

    def as_bool(self) -> bool:
        """Returns the value if it is a bool."""
        return self._of_type(bool)

    def is_null(self) -> bool:
        """Tells whether the value is null."""
        return self.value() is None

    def _of_type(self, kind: type[_Scalar]) -> _Scalar:
        value = self.value()
        if type(value) is not kind:
            found = type(value).__name__
            raise TypeError(
                f"the value at {self.pointer!r} is of type {found}, not {kind.__name__}"
            )
        return value

    def __len__(self) -> int:
        return sum(1 for _ in self._members())

    def keys(self) -> list[str]:
        """Returns the keys of an object, in their order."""
        return [step for step, _ in self._members() if isinstance(step, str)]

    def __iter__(self) -> Iterator[Place]:
        """Yields the places of the elements or members."""
        for step, start in self._members():
            yield Place(self._document, f"{self.pointer}/{pointer_step(step)}", start)

    def _member(self, step: str) -> Place:
        found = -1
        for name, start in self._members():
            if str(name) == step:
                found = start
                if isinstance(name, int):
                    break  # of equal keys the last counts
        if found < 0:
            raise PointerError(f"{self.pointer or 'the document'} has nothing at {step!r}")
        return Place(self._document, f"{self.pointer}/{pointer_step(step)}", found)

    def _end(self) -> int:
        try:
            return _end_of_value(self._text, self._start)
        except _Odd:
            raise self._document.refuse() from None

    def _members(self) -> Iterator[tuple[str | int, int]]:
        """Yields keys or indexes, and where their values begin."""
        opening = self._text[self._start : self._start + 1]
        if opening not in ("[", "{"):
            if not opening:
                raise self._document.refuse()
            raise PointerError(f"{self.pointer or 'the document'} is no container")
        try:
            yield from self._walk(opening == "[")
        except _Odd:
            raise self._document.refuse() from None

    def _walk(self, array: bool) -> Iterator[tuple[str | int, int]]:
        text, closing = self._text, "]" if array else "}"
        pos = _after_space(text, self._start + 1)
        if text.startswith(closing, pos):
            return
        index = 0
        while True:
            name: str | int = index
            if not array:
                end = _end_of_value(text, pos)
                name = self._document.read(pos, end)
                pos = _after_space(text, end)
                if not isinstance(name, str) or not text.startswith(":", pos):
                    raise _Odd
                pos = _after_space(text, pos + 1)
            yield name, pos
            pos = _after_space(text, _end_of_value(text, pos))
            if text.startswith(closing, pos):
                return
            if not text.startswith(",", pos):
                raise _Odd
            pos = _after_space(text, pos + 1)
            index += 1


def _after_space(text: str, pos: int) -> int:
    space = _space(text, pos)
    return space.end() if space else pos


def _end_of_value(text: str, pos: int) -> int:
    """Returns the index behind the value that begins at one. Does not recurse."""
    char = text[pos : pos + 1]
    if char not in ("[", "{"):
        token = _string(text, pos) if char == '"' else _scalar(text, pos)
        if not token:
            raise _Odd
        return token.end()
    depth = 0
    while True:
        depth += 1 if text[pos] in "[{" else -1
        pos += 1
        if not depth:
            return pos
        between = _between(text, pos)
        pos = between.end() if between else pos
        if pos == len(text) or text[pos] == '"':
            raise _Odd
