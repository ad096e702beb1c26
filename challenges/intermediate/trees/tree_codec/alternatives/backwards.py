"""Reads the tokens from the end: both sides of a node are there before it comes."""

from __future__ import annotations

import re
from collections.abc import Iterator


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: int, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def dump_tree(root: TreeNode | None) -> str:
    """Write a tree as one line: each node, then its left side, then its right side."""
    return " ".join(_tokens(root))


def load_tree(text: str) -> TreeNode | None:
    """Restore the tree that `dump_tree` wrote."""
    sides: list[TreeNode | None] = []
    for token in reversed(text.split()):
        if token == "#":
            sides.append(None)
        elif not re.fullmatch("0|-?[1-9][0-9]*", token):
            raise ValueError(f"{token!r} is neither a number nor #")
        elif len(sides) < 2:
            raise ValueError(f"a side of {token} is missing")
        else:
            sides.append(TreeNode(int(token), sides.pop(), sides.pop()))
    if len(sides) != 1:
        raise ValueError(f"the text has {len(sides)} trees")
    return sides[0]


def _tokens(root: TreeNode | None) -> Iterator[str]:
    path: list[TreeNode] = []
    node = root
    while True:
        while node is not None:
            yield str(node.value)
            path.append(node)
            node = node.left
        yield "#"
        if not path:
            return
        node = path.pop().right
