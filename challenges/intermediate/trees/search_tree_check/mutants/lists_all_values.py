"""Lists all values before it looks at the first."""

from __future__ import annotations

from itertools import pairwise
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
    values: list[Any] = []
    path: list[TreeNode] = []
    node = root
    while node is not None or path:
        while node is not None:
            path.append(node)
            node = node.left
        node = path.pop()
        values.append(node.value)
        node = node.right
    for earlier, later in pairwise(values):
        if not earlier < later:
            return earlier, later
    return None
