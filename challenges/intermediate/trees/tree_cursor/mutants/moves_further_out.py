"""Counts on when it is beyond an end already."""

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
        self._values = list(_in_order(root))
        self._place = -1

    def next(self) -> Any:
        self._place += 1
        if self._place >= len(self._values):
            raise StopIteration
        return self._values[self._place]

    def prev(self) -> Any:
        self._place -= 1
        if not 0 <= self._place < len(self._values):
            raise StopIteration
        return self._values[self._place]


def _in_order(root: TreeNode | None) -> Iterator[Any]:
    path: list[TreeNode] = []
    node = root
    while node is not None or path:
        while node is not None:
            path.append(node)
            node = node.left
        node = path.pop()
        yield node.value
        node = node.right
