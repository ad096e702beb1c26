"""Compares each node with its children only."""

from __future__ import annotations

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
    waiting = [root] if root is not None else []
    while waiting:
        node = waiting.pop()
        if node.left is not None:
            if not node.left.value < node.value:
                return node.left.value, node.value
            waiting.append(node.left)
        if node.right is not None:
            if not node.value < node.right.value:
                return node.value, node.right.value
            waiting.append(node.right)
    return None
