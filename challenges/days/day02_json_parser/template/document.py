"""A document of which only what is asked for is read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar

from .pointers import PointerError

_Scalar = TypeVar("_Scalar")


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
        raise NotImplementedError("Document.__init__")

    def at(self, pointer: str) -> Place:
        """Returns the place a pointer leads to.

        Raises:
            PointerError: It is none, or leads nowhere.
            JSONDecodeError: What is on the way is no JSON.
        """
        raise NotImplementedError("Document.at")

    def raw(self, pointer: str) -> bytes:
        """Returns the bytes of the value a pointer leads to; otherwise as `at`."""
        raise NotImplementedError("Document.raw")

    def validate(self) -> None:
        """Checks the whole document.

        Raises:
            JSONDecodeError: It is not what was asked for.
        """
        raise NotImplementedError("Document.validate")

    def __len__(self) -> int:
        raise NotImplementedError("Document.__len__")

    def read(self, start: int, end: int) -> Any:
        """Returns the value of a part of the bytes."""
        raise NotImplementedError("Document.read")

    def refuse(self) -> PointerError:
        """Raises the error of a document that is none; if it is one, returns that of a caller."""
        raise NotImplementedError("Document.refuse")


class Place:
    """A value of a document. It is found, and read when it is asked for.

    Args:
        document: The document.
        pointer: Where it is.
        start: The offset of its first byte, or of white space before it.
    """

    def __init__(self, document: Document, pointer: str, start: int) -> None:
        raise NotImplementedError("Place.__init__")

    def at(self, pointer: str) -> Place:
        """Returns the place a pointer leads to from here; otherwise as `Document.at`."""
        raise NotImplementedError("Place.at")

    def raw(self) -> bytes:
        """Returns the bytes of the value, as they are."""
        raise NotImplementedError("Place.raw")

    def value(self) -> Any:
        """Returns the value."""
        raise NotImplementedError("Place.value")

    def as_int(self) -> int:
        """Returns the value if it is an int; otherwise raises TypeError, as all `as_` do."""
        raise NotImplementedError("Place.as_int")

    def as_float(self) -> float:
        """Returns the value if it is a float or an int, as a float."""
        raise NotImplementedError("Place.as_float")

    def as_str(self) -> str:
        """Returns the value if it is a str."""
        raise NotImplementedError("Place.as_str")

    def as_bool(self) -> bool:
        """Returns the value if it is a bool."""
        raise NotImplementedError("Place.as_bool")

    def is_null(self) -> bool:
        """Tells whether the value is null."""
        raise NotImplementedError("Place.is_null")

    def __len__(self) -> int:
        raise NotImplementedError("Place.__len__")

    def keys(self) -> list[str]:
        """Returns the keys of an object, in their order; of an array, none."""
        raise NotImplementedError("Place.keys")

    def __iter__(self) -> Iterator[Place]:
        """Yields the places of the elements or members."""
        raise NotImplementedError("Place.__iter__")
