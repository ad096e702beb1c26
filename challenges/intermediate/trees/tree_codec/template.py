"""Tree to text and back: a binary tree of integers as one line."""

from __future__ import annotations


class TreeNode:
    """A node of a binary tree. Given: leave the class as it is.

    Attributes:
        value: an integer.
        left: the root of what is left of it, or None.
        right: the root of what is right of it, or None.
    """

    def __init__(
        self, value: int, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def dump_tree(root: TreeNode | None) -> str:
    """Write a tree as one line: each node, then its left side, then its right side.

    Args:
        root: the root of the tree; None for an empty tree.

    Returns:
        Numbers, and `#` for each child that is missing, with single blanks between them.

    Complexity:
        O(n) for n nodes.
    """
    raise NotImplementedError("dump_tree")


def load_tree(text: str) -> TreeNode | None:
    """Restore the tree that `dump_tree` wrote.

    Args:
        text: the tokens of a tree, with any whitespace around them.

    Returns:
        The root of the tree; None for an empty tree.

    Raises:
        ValueError: if a token is neither a number nor `#`, if the text ends before the tree does,
            or goes on after it.

    Complexity:
        O(length of the text).
    """
    raise NotImplementedError("load_tree")
