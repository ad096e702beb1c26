"""Goes on after the first offence, and reports the last one."""

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
    found = None
    before: TreeNode | None = None
    path: list[TreeNode] = []
    node = root
    while node is not None or path:
        while node is not None:
            path.append(node)
            node = node.left
        node = path.pop()
        if before is not None and not before.value < node.value:
            found = before.value, node.value
        before, node = node, node.right
    return found
