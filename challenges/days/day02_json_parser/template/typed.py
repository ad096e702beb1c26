"""Values of types that JSON has not: dataclasses, enums, dates and the like, both ways."""

from __future__ import annotations

from typing import Any, TypeVar

from .errors import Path

_Value = TypeVar("_Value")


class TypeMismatchError(ValueError):
    """A value is not of the type that was asked for.

    Attributes:
        pointer: Where in the document (RFC 6901).
    """

    def __init__(self, path: Path, expected: str, got: Any) -> None:
        raise NotImplementedError("TypeMismatchError.__init__")


def decode(data: Any, kind: type[_Value], **options: Any) -> _Value:
    """Returns the value of a document as a type.

    Args:
        data: As for `loads`.
        kind: A dataclass, TypedDict, Literal, Optional, Union, list, tuple, set, dict, Enum,
            datetime, date, time, UUID, Decimal, int, float, str, bool, None or Any, and what is
            made of them. Of a union the first member that fits is taken.
        **options: As for `loads`, without numbers.

    Raises:
        JSONDecodeError: The document is none.
        TypeMismatchError: It is not of the type.
        TypeError: The type is none of those.
    """
    raise NotImplementedError("decode")


def encode(obj: Any, **options: Any) -> bytes:
    """Returns the JSON text of a value of such types.

    Args:
        obj: What to write.
        **options: As for `dumpb`; `default` is called for what is of none of the types.

    Raises:
        JSONEncodeError: Something in it cannot be written.
    """
    raise NotImplementedError("encode")
