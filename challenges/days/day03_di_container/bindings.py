"""A binding: who provides what, for how long, and where that was said."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import Any, NamedTuple

from .keys import Key
from .parameters import Dependency
from .scopes import Scope


class Kind(Enum):
    """What has to be done for an object."""

    VALUE = "value"
    CALL = "call"
    GENERATOR = "generator"
    ASYNC_CALL = "async call"
    ASYNC_GENERATOR = "async generator"
    CONTEXT = "context"

    @property
    def is_async(self) -> bool:
        """Whether the object is made by a coroutine."""
        return self in (Kind.ASYNC_CALL, Kind.ASYNC_GENERATOR)


class Place(NamedTuple):
    """Where something is written: a file and a line, from 1."""

    file: str
    line: int

    def __str__(self) -> str:
        """Return it as editors follow it."""
        return f"{self.file}:{self.line}"


@dataclass(frozen=True, slots=True, eq=False)
class Binding:
    """Who provides an object.

    Attributes:
        key: What it is known by.
        scope: How long the object lives.
        kind: What has to be done for it.
        factory: What is called; a value itself; None for what the context gives.
        dependencies: The parameters of the factory.
        place: Where it was registered, or where the factory is written.
        eager: Whether it is made when its scope is entered.
    """

    key: Key
    scope: Scope
    kind: Kind
    factory: Any
    dependencies: tuple[Dependency, ...]
    place: Place
    eager: bool = False
