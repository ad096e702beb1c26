"""JSONPath (RFC 9535): the values a query selects, and where they are."""

from __future__ import annotations

from functools import lru_cache
from typing import Any

from .path_nodes import Node, Segment, run
from .path_syntax import PathError, PathParser

__all__ = ["Node", "PathError", "find"]


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
    return run(_parsed(query), Node((), obj), obj)


@lru_cache(maxsize=256)
def _parsed(query: str) -> tuple[Segment, ...]:
    return PathParser(query).query()
