"""Finds the branches of a node by calls."""

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
    return _best_and_branch(root)[0]


def _best_and_branch(node: TreeNode) -> tuple[int, int]:
    best, branches = node.value, []
    for child in (node.left, node.right):
        if child is not None:
            below, branch = _best_and_branch(child)
            best = max(best, below)
            branches.append(branch)
    best = max(best, node.value + sum(branches))
    return best, max(0, node.value + max(branches, default=0))
