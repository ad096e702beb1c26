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
    if root is None:
        raise ValueError("an empty tree has no path")
    best = root.value
    branch: dict[TreeNode | None, int] = {None: 0}  # the heaviest way down, 0 if all are a loss
    for node in reversed(_from_the_top(root)):
        left, right = branch[node.left], branch[node.right]
        best = max(best, left + node.value + right)
        branch[node] = max(0, node.value + max(left, right))
    return best


def _from_the_top(root: TreeNode) -> list[TreeNode]:
    """Return all nodes, each before those below it."""
    order = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        order.append(node)
        waiting += [child for child in (node.left, node.right) if child is not None]
    return order
