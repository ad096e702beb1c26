"""Looks from the root for the neighbour of the node where it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: Any, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


class TreeCursor:
    def __init__(self, root: TreeNode | None) -> None:
        self._root = root
        self._node: TreeNode | None = None
        self._is_before = True

    def next(self) -> Any:
        if self._node is None and not self._is_before:
            raise StopIteration
        found = False
        for node in _in_order(self._root):
            if self._node is None or found:
                self._node = node
                return node.value
            found = node is self._node
        self._node, self._is_before = None, False
        raise StopIteration

    def prev(self) -> Any:
        if self._node is None and self._is_before:
            raise StopIteration
        before = None
        for node in _in_order(self._root):
            if node is self._node:
                break
            before = node
        self._node = before
        if before is None:
            self._is_before = True
            raise StopIteration
        return before.value


def _in_order(root: TreeNode | None) -> Iterator[TreeNode]:
    path: list[TreeNode] = []
    node = root
    while node is not None or path:
        while node is not None:
            path.append(node)
            node = node.left
        node = path.pop()
        yield node
        node = node.right
