"""Writes the nodes level by level."""

from __future__ import annotations


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: int, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


def dump_tree(root: TreeNode | None) -> str:
    tokens = []
    waiting = [root]
    for node in waiting:
        if node is None:
            tokens.append("#")
        else:
            tokens.append(str(node.value))
            waiting += [node.left, node.right]
    return " ".join(tokens)


def load_tree(text: str) -> TreeNode | None:
    above = TreeNode(0)
    slots = [(above, "left")]
    for token in text.split():
        if not slots:
            raise ValueError("text after the tree")
        parent, side = slots.pop()
        if token != "#":
            node = TreeNode(_number(token))
            setattr(parent, side, node)
            slots += [(node, "right"), (node, "left")]
    if slots:
        raise ValueError("the text ends before the tree")
    return above.left


def _number(token: str) -> int:
    number = int(token)
    if str(number) != token:
        raise ValueError(f"{token!r} is no number")
    return number
