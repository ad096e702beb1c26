"""Heaviest path: the most that a way through a tree can be worth."""

from __future__ import annotations


class TreeNode:
    """A node of a binary tree. Given: leave the class as it is.

    Attributes:
        value: what the node is worth, an integer of either sign.
        left: a node below, or None.
        right: another node below, or None.
    """

    def __init__(
        self, value: int, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def heaviest_path(root: TreeNode | None) -> int:
    """Return the largest sum of the values on a path.

    A path has at least one node, goes along edges in any direction, and comes to no node twice.

    Args:
        root: the root of the tree, which is not changed.

    Raises:
        ValueError: if the tree is empty.

    Complexity:
        O(n) time and memory, for n nodes.
    """
    raise NotImplementedError("heaviest_path")
