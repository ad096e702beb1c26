"""Goes on down to a leaf even where that is a loss."""

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
    order = [root]
    for node in order:
        order += [child for child in (node.left, node.right) if child is not None]
    best = None
    branch: dict[TreeNode, int] = {}
    for node in reversed(order):
        below = [branch[child] for child in (node.left, node.right) if child is not None]
        whole = node.value + sum(below)
        best = whole if best is None else max(best, whole)
        branch[node] = node.value + max(below, default=0)
    assert best is not None
    return best
