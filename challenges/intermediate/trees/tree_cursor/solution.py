"""Two-way tree cursor: walks the values of a binary tree in order, forwards and backwards."""

from __future__ import annotations

from typing import Any, Literal

Side = Literal["left", "right"]


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
        self._root = root
        self._path: list[TreeNode] = []  # from the root to where the cursor is; empty outside
        self._outside: Side = "left"  # on which side of all values, when the path is empty

    def next(self) -> Any:
        """Move to the next value and return it.

        Raises:
            StopIteration: if there is none; the cursor stands after the last value then.

        Complexity:
            O(1) on average when going on in one direction, O(height) at worst.
        """
        return self._move("right", "left")

    def prev(self) -> Any:
        """Move to the value before and return it.

        Raises:
            StopIteration: if there is none; the cursor stands before the first value then.

        Complexity:
            As `next`.
        """
        return self._move("left", "right")

    def _move(self, ahead: Side, back: Side) -> Any:
        """Move to the neighbour on the side `ahead`, and return its value."""
        path = self._path
        below = None
        if path:
            below = getattr(path[-1], ahead)
        elif self._outside == back:
            below = self._root

        if below is None:
            # Up to the first node that is ahead: the one that is reached from its other side.
            while path:
                left_behind = path.pop()
                if path and getattr(path[-1], ahead) is not left_behind:
                    break
        while below is not None:
            path.append(below)
            below = getattr(below, back)

        if not path:
            self._outside = ahead
            raise StopIteration(f"there is no value further {ahead}")
        return path[-1].value
