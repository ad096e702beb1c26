"""The marks that hints carry."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, TypeVar

T = TypeVar("T")


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
