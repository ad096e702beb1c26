"""Walks the left side, the node and the right side by calls."""

from __future__ import annotations

from collections.abc import Iterator
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
    values = _in_order(root)
    before = next(values, None)
    for value in values:
        if not before < value:
            return before, value
        before = value
    return None


def _in_order(node: TreeNode | None) -> Iterator[Any]:
    if node is not None:
        yield from _in_order(node.left)
        yield node.value
        yield from _in_order(node.right)
