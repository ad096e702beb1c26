"""Yields the values in order from a stack of nodes and single values, and pairs them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import Any


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: Any, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def search_tree_check(root: TreeNode | None) -> tuple[Any, Any] | None:
    """Find the first two neighbours in order that are not strictly ascending."""
    return next((pair for pair in pairwise(_in_order(root)) if not pair[0] < pair[1]), None)


def _in_order(root: TreeNode | None) -> Iterator[Any]:
    waiting: list[tuple[bool, Any]] = [(True, root)]
    while waiting:
        is_tree, item = waiting.pop()
        if not is_tree:
            yield item
        elif item is not None:
            waiting += [(True, item.right), (False, item.value), (True, item.left)]
