"""Two-way tree cursor: walks the values of a binary tree in order, forwards and backwards."""

from __future__ import annotations

from typing import Any


class TreeNode:
    """A node of a binary tree, which knows nothing of its parent. Given: leave it as it is.

    Attributes:
        value: anything, also None.
        left: the root of what comes before it, or None.
        right: the root of what comes after it, or None.
    """

    def __init__(
        self, value: Any, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


class TreeCursor:
    """A place in a tree: at one of its values, before the first, or after the last.

    Memory: O(height).
    """

    def __init__(self, root: TreeNode | None) -> None:
        """Stand before the first value, in O(1).

        Args:
            root: the root of the tree, which must not change meanwhile; None for an empty tree.
        """
        raise NotImplementedError("TreeCursor")

    def next(self) -> Any:
        """Move to the next value and return it.

        Raises:
            StopIteration: if there is none; the cursor stands after the last value then.

        Complexity:
            O(1) on average when going on in one direction, O(height) at worst.
        """
        raise NotImplementedError("TreeCursor.next")

    def prev(self) -> Any:
        """Move to the value before and return it.

        Raises:
            StopIteration: if there is none; the cursor stands before the first value then.

        Complexity:
            As `next`.
        """
        raise NotImplementedError("TreeCursor.prev")
