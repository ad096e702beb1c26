"""A document of which only what is asked for is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from . import backends
from .api import loads
from .encodings import as_given, bytes_of
from .errors import JSONDecodeError, pointer_step
from .pointers import PointerError, split_pointer
from .skim import MISSING, SCALAR, Member, after_space

_Scalar = TypeVar("_Scalar")
_BOM = b"\xef\xbb\xbf"


class Document:
    """A document that is looked into instead of being read.

    What is on the way to a place is skipped, not checked: `validate` checks it all.

    Args:
        data: bytes, bytearray, memoryview or str. It is copied if it can change.
        **options: As for `loads`; they hold for what is read.

    Raises:
        TypeError: The data is of another type.
        BackendUnavailableError: The backend cannot be used here.
    """

    def __init__(self, data: Any, **options: Any) -> None:
        if not isinstance(data, bytes | bytearray | memoryview | str):
            kinds = "bytes, bytearray, memoryview or str"
            raise TypeError(f"data is of type {type(data).__name__}, must be {kinds}")
        self._is_text = isinstance(data, str)
        self.data = bytes_of(data)
        self.skim = backends.find_backend(options.get("backend") or backends.active_backend())
        self._options = options
        self.root = Place(self, "", len(_BOM) if self.data.startswith(_BOM) else 0)

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
        self._loads(self.data)

    def __len__(self) -> int:
        return len(self.root)

    def read(self, start: int, end: int) -> Any:
        """Returns the value of a part of the bytes."""
        try:
            return self._loads(self.data[start:end])
        except JSONDecodeError:
            self.validate()  # its error counts from the beginning of the document
            raise

    def _loads(self, data: bytes) -> Any:
        return loads(as_given(data, self._is_text), **self._options)

    def refuse(self) -> PointerError:
        """Raises the error of a document that is none; if it is one, returns that of a caller."""
        self.validate()
        return PointerError("there is no value at the place")


class Place:
    """A value of a document. It is found, and read when it is asked for.

    Args:
        document: The document.
        pointer: Where it is.
        start: The offset of its first byte, or of white space before it.
    """

    def __init__(self, document: Document, pointer: str, start: int) -> None:
        self._document = document
        self.pointer = pointer
        self._start = after_space(document.data, start)

    def at(self, pointer: str) -> Place:
        """Returns the place a pointer leads to from here; otherwise as `Document.at`."""
        place = self
        for step in split_pointer(pointer):
            place = place._member(step)
        return place

    def raw(self) -> bytes:
        """Returns the bytes of the value, as they are."""
        return self._document.data[self._start : self._end()]

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
        return len(self._members())

    def keys(self) -> list[str]:
        """Returns the keys of an object, in their order; of an array, none."""
        read = self._document.read
        return [read(key, end) for key, end, start in self._members() if key < start]

    def __iter__(self) -> Iterator[Place]:
        """Yields the places of the elements or members."""
        for index, (key, end, start) in enumerate(self._members()):
            step = self._document.read(key, end) if key < start else index
            yield self._inside(step, start)

    def _inside(self, step: str | int, start: int) -> Place:
        return Place(self._document, f"{self.pointer}/{pointer_step(step)}", start)

    def _member(self, step: str) -> Place:
        document = self._document
        found = document.skim.member(document.data, self._start, step)
        if found == MISSING:
            raise PointerError(f"{self.pointer or 'the document'} has nothing at {step!r}")
        if found < 0:
            raise self._refuse(found)
        return self._inside(step, found)

    def _end(self) -> int:
        end = self._document.skim.skip(self._document.data, self._start)
        if end < 0:
            raise self._refuse(end)
        return end

    def _members(self) -> list[Member]:
        found = self._document.skim.members(self._document.data, self._start)
        if isinstance(found, int):
            raise self._refuse(found)
        return found

    def _refuse(self, why: int) -> PointerError:
        """Returns the error of a place that is not what is asked for; raises that of odd text."""
        if why == SCALAR and self._start < len(self._document.data):
            return PointerError(f"{self.pointer or 'the document'} is no container")
        return self._document.refuse()
