"""JSONPath (RFC 9535): the values a query selects, and where they are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

__all__ = ["Node", "PathError", "find"]


class PathError(ValueError):
    """A query that is none, or not well-typed.

    Attributes:
        pos: Where, in characters.
    """

    pos: int


@dataclass(frozen=True, slots=True)
class Node:
    """A value and where it is.

    Attributes:
        steps: Keys and indexes on the way from the root.
        value: The value.
    """

    steps: tuple[str | int, ...]
    value: Any

    @property
    def path(self) -> str:
        """The normalized path (RFC 9535, 2.7)."""
        raise NotImplementedError("Node.path")


def find(obj: Any, query: str) -> list[Node]:
    """Returns what a query selects, in the order of the RFC.

    Args:
        obj: A value of dicts, lists and scalars.
        query: For example `$..book[?@.price<10].title`.

    Returns:
        Nodes with `value` and `path`, the normalized path.

    Raises:
        PathError: The query is none, or not well-typed.
    """
    raise NotImplementedError("find")
