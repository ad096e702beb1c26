"""Is it a search tree? And if it is not, two neighbours that prove it."""

from __future__ import annotations

from typing import Any


class TreeNode:
    """A node of a binary tree. Given: leave the class as it is.

    Attributes:
        value: what can be compared with `<`.
        left: the root of what should be less, or None.
        right: the root of what should be greater, or None.
    """

    def __init__(
        self, value: Any, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def search_tree_check(root: TreeNode | None) -> tuple[Any, Any] | None:
    """Find the first two neighbours in order that are not strictly ascending.

    Args:
        root: the root of a binary tree, which is not changed; None for an empty tree.

    Returns:
        None for a search tree, whose values strictly ascend from left to right; otherwise the
        first pair (earlier, later) of neighbours in that order for which earlier < later is false.

    Complexity:
        O(n) time, O(height) memory; nothing after the first such pair is looked at.
    """
    raise NotImplementedError("search_tree_check")
