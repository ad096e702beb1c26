"""Finds the branches of each node by a walk through all that is below it."""

from __future__ import annotations


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
    best = root.value
    waiting = [root]
    while waiting:
        node = waiting.pop()
        best = max(best, node.value + _branch(node.left) + _branch(node.right))
        waiting += [child for child in (node.left, node.right) if child is not None]
    return best


def _branch(top: TreeNode | None) -> int:
    best = 0
    waiting = [(top, 0)]
    while waiting:
        node, above = waiting.pop()
        if node is not None:
            best = max(best, above + node.value)
            waiting += [(node.left, above + node.value), (node.right, above + node.value)]
    return best
