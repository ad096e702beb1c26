"""What dependencies are known by: a type and perhaps a name, and the marks that hints carry."""

from __future__ import annotations

import types
from dataclasses import dataclass
from typing import Annotated, Any, Final, NamedTuple, TypeVar, get_args, get_origin

T = TypeVar("T")


class Absent:
    """The type of ABSENT, which stands where no object is; None may be an object."""

    def __repr__(self) -> str:
        """Return the name of the constant."""
        return "ABSENT"


ABSENT: Final = Absent()


@dataclass(frozen=True, slots=True)
class Named:
    """A mark that tells bindings of one type apart: `Annotated[Database, Named("replica")]`."""

    name: str


class Injected:
    """The type of the mark that `Inject[T]` carries."""

    def __repr__(self) -> str:
        """Return what people write."""
        return "Inject"


Inject = Annotated[T, Injected()]
"""Marks a parameter that `inject` fills: `def handler(db: Inject[Database])`."""


class Key(NamedTuple):
    """What a binding is found by.

    Attributes:
        type: A class, protocol, generic alias or NewType.
        name: The name that tells it apart from others of this type.
    """

    type: Any
    name: str | None = None

    def __str__(self) -> str:
        """Return it as messages show it."""
        shown = type_text(self.type)
        return shown if self.name is None else f"{shown} named {self.name!r}"


def type_text(hint: Any) -> str:
    """Return a type as people write it, without the modules it comes from."""
    arguments = get_args(hint)
    if not arguments or get_origin(hint) is Annotated:
        name = getattr(hint, "__qualname__", None) or getattr(hint, "__name__", None)
        return (name or str(hint)).rpartition("<locals>.")[2]
    if isinstance(hint, types.UnionType):
        return " | ".join(map(type_text, arguments))
    inside = ", ".join("..." if one is ... else type_text(one) for one in arguments)
    return f"{type_text(get_origin(hint))}[{inside}]"
