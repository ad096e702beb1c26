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
    tokens = []
    waiting = [root]
    while waiting:
        node = waiting.pop()
        if node is None:
            tokens.append("#")
        else:
            tokens.append(str(node.value))
            waiting += (node.right, node.left)  # the left side is taken first
    return " ".join(tokens)


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
    above = TreeNode(0)  # has the root as its left child
    slots = [(above, "left")]  # the children that are still to come, the next one last
    for token in text.split():
        if not slots:
            raise ValueError(f"the tree has ended before {token!r}")
        parent, side = slots.pop()
        if token != "#":
            node = TreeNode(_number(token))
            setattr(parent, side, node)
            slots += [(node, "right"), (node, "left")]
    if slots:
        raise ValueError(f"the text has ended, and {len(slots)} children are still to come")
    return above.left


def _number(token: str) -> int:
    """Return the number that `str` writes like that; `int` alone would read more."""
    number = int(token)
    if str(number) != token:
        raise ValueError(f"{token!r} is no number as it is written here, such as {number}")
    return number
