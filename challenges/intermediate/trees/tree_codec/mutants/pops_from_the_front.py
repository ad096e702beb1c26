"""Takes each token from the front of the list, which moves all the others."""

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
    while waiting:
        node = waiting.pop()
        if node is None:
            tokens.append("#")
        else:
            tokens.append(str(node.value))
            waiting += (node.right, node.left)
    return " ".join(tokens)


def load_tree(text: str) -> TreeNode | None:
    tokens = text.split()
    above = TreeNode(0)
    slots = [(above, "left")]
    while tokens:
        token = tokens.pop(0)
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
