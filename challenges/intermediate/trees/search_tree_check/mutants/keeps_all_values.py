"""Keeps all values that it has passed, though it needs only the last."""

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
    passed: list[Any] = []
    path: list[TreeNode] = []
    node = root
    while node is not None or path:
        while node is not None:
            path.append(node)
            node = node.left
        node = path.pop()
        if passed and not passed[-1] < node.value:
            return passed[-1], node.value
        passed.append(node.value)
        node = node.right
    return None
