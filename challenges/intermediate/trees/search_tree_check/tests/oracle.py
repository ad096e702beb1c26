"""The order of a tree by its definition, and trees that are too deep to be written in levels."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from typing import Any, Literal


def first_offence(root: Any) -> tuple[Any, Any] | None:
    """Return the first neighbours that do not ascend, from a list of all values."""
    return next((pair for pair in pairwise(in_order(root)) if not pair[0] < pair[1]), None)


def in_order(root: Any) -> list[Any]:
    """Return the values from left to right; for trees that are not deep."""
    if root is None:
        return []
    return [*in_order(root.left), root.value, *in_order(root.right)]


def branch(
    node: type[Any], values: Iterable[object], sides: Iterable[Literal["left", "right"]]
) -> Any:
    """Return the root of a tree in which each node is the only child of the one before.

    Args:
        node: the class of the nodes.
        values: from the root down.
        sides: for each value but the first, on which side of its parent it is.
    """
    given = iter(values)
    root = last = node(next(given))
    for value, side in zip(given, sides, strict=False):
        child = node(value)
        setattr(last, side, child)
        last = child
    return root
