"""The format by its definition: recursive, and so for small trees only."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any


def written(root: Any) -> str:
    """Return a node's number and both its sides; `#` where there is no node."""
    if root is None:
        return "#"
    return f"{root.value} {written(root.left)} {written(root.right)}"


def parsed(node: type[Any], tokens: Sequence[str]) -> tuple[bool, Any]:
    """Say whether tokens are one whole tree, and return its root."""
    given = iter(tokens)
    try:
        root = _parsed(node, given)
    except StopIteration:
        return False, None
    return not list(islice(given, 1)), root


def _parsed(node: type[Any], tokens: Iterator[str]) -> Any:
    token = next(tokens)
    if token == "#":
        return None
    left = _parsed(node, tokens)
    return node(int(token), left, _parsed(node, tokens))


def grown(node: type[Any], values: Sequence[int]) -> Any:
    """Return the root of a tree of the values, in a shape that their order makes."""
    root = None
    for value in values:
        if root is None:
            root = node(value)
            continue
        parent, below = None, root
        while below is not None:
            # As a search tree grows, by a key that has little to do with the order of values.
            side = "left" if value * 5 % 13 < below.value * 5 % 13 else "right"
            parent, below = below, getattr(below, side)
        setattr(parent, side, node(value))
    return root
