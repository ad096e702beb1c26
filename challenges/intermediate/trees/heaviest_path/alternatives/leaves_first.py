"""Comes to each node a second time, when both branches are on a stack."""

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
    """Return the largest sum of the values on a path."""
    if root is None:
        raise ValueError("there is no node")
    best = root.value
    branches: list[int] = []
    waiting: list[tuple[TreeNode | None, bool]] = [(root, False)]
    while waiting:
        node, below_is_done = waiting.pop()
        if node is None:
            branches.append(0)
        elif below_is_done:
            one, other = branches.pop(), branches.pop()
            best = max(best, node.value + one + other)
            branches.append(max(0, node.value + one, node.value + other))
        else:
            waiting += [(node, True), (node.right, False), (node.left, False)]
    return best
