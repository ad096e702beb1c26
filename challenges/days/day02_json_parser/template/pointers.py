"""JSON Pointer (RFC 6901), and the changes that are made with it."""

from __future__ import annotations

from typing import Any

_NOTHING = object()


class PointerError(LookupError):
    """A pointer that is none, or leads nowhere."""


def split_pointer(pointer: str) -> tuple[str, ...]:
    """Returns the steps of a pointer, without their escapes.

    Raises:
        PointerError: It is no pointer.
    """
    raise NotImplementedError("split_pointer")


def get(obj: Any, pointer: str, default: Any = _NOTHING) -> Any:
    """Returns the value that a pointer leads to.

    Args:
        obj: A value of dicts, lists and scalars.
        pointer: Where to look.
        default: What to return when there is nothing; left out: an error.

    Raises:
        PointerError: The pointer is none, or leads nowhere and there is no default.
    """
    raise NotImplementedError("get")


def set(obj: Any, pointer: str, value: Any) -> Any:
    """Puts a value where a pointer leads, in place; returns the document.

    A member or element that is there is replaced; a new key is added, and `-` or the length of a
    list appends. The containers on the way must be there.

    Raises:
        PointerError: The pointer is none, or leads nowhere.
    """
    raise NotImplementedError("set")


def delete(obj: Any, pointer: str) -> Any:
    """Removes the member or element a pointer leads to, in place; returns the document.

    Raises:
        PointerError: The pointer is none, leads nowhere, or to the whole document.
    """
    raise NotImplementedError("delete")
