"""Changes that are described in JSON: JSON Patch (RFC 6902) and JSON Merge Patch (RFC 7396).

Neither changes its arguments. What a change does not touch is shared by the document before and
the one after; only containers on the way to a change are copied.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any


class PatchError(ValueError):
    """A patch that is none, or does not fit the document.

    Attributes:
        index: Which operation, from 0.
    """

    def __init__(self, index: int, why: str) -> None:
        raise NotImplementedError("PatchError.__init__")


def patch(obj: Any, operations: Iterable[Mapping[str, Any]]) -> Any:
    """Returns a document after the operations of RFC 6902, all of them or none.

    Args:
        obj: The document.
        operations: Objects with `op`, `path` and what else the operation needs.

    Raises:
        PatchError: An operation is none, or does not fit.
    """
    raise NotImplementedError("patch")


def merge_patch(target: Any, changes: Any) -> Any:
    """Returns a document after the changes of RFC 7396, in which null removes a member.

    Complexity:
        O(changes), without recursion.
    """
    raise NotImplementedError("merge_patch")


def equal(one: Any, other: Any) -> bool:
    """Tells whether two values are the same JSON: 1 equals 1.0, but not true. Does not recurse."""
    raise NotImplementedError("equal")
