"""Hands bounds down, and reports the value with the bound that it breaks."""

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
    waiting: list[tuple[TreeNode | None, Any, Any]] = [(root, None, None)]
    while waiting:
        node, low, high = waiting.pop()
        if node is None:
            continue
        if low is not None and not low.value < node.value:
            return low.value, node.value
        if high is not None and not node.value < high.value:
            return node.value, high.value
        waiting.append((node.right, node, high))
        waiting.append((node.left, low, node))
    return None
