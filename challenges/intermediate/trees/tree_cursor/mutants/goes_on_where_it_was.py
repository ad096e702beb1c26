"""Takes the values before from a record, while the walk stays where it was."""

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
        self._rest = _in_order(root)
        self._passed: list[Any] = []

    def next(self) -> Any:
        self._passed.append(next(self._rest))
        return self._passed[-1]

    def prev(self) -> Any:
        if self._passed:
            self._passed.pop()
        if not self._passed:
            raise StopIteration
        return self._passed[-1]


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
