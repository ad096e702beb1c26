"""Lists the values as it comes to them: memory grows with the way."""

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
        self._place = -1

    def next(self) -> Any:
        if self._place + 1 >= len(self._passed):
            for value in self._rest:
                self._passed.append(value)
                break
            else:
                self._place = len(self._passed)
                raise StopIteration
        self._place += 1
        return self._passed[self._place]

    def prev(self) -> Any:
        self._place = max(self._place - 1, -1)
        if self._place == -1:
            raise StopIteration
        return self._passed[self._place]


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
