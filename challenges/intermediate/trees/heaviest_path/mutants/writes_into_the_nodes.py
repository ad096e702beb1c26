"""Keeps the weight of each branch in its node."""

from __future__ import annotations

from typing import Any


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: int, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def heaviest_path(root: TreeNode | None) -> int:
    if root is None:
        raise ValueError("there is no node")
    order: list[Any] = [root]
    for node in order:
        order += [child for child in (node.left, node.right) if child is not None]
    best = root.value
    for node in reversed(order):
        left, right = (child.branch if child else 0 for child in (node.left, node.right))
        best = max(best, left + node.value + right)
        node.branch = max(0, node.value + max(left, right))
    return best
