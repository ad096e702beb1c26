"""Takes the children of the token at place n from the places 2n + 1 and 2n + 2."""

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
    if len(tokens) % 2 == 0 or tokens.count("#") != len(tokens) // 2 + 1:
        raise ValueError("this is no tree")
    made = [None if token == "#" else TreeNode(_number(token)) for token in tokens]
    for place, node in enumerate(made):
        if node is not None:
            node.left = made[2 * place + 1] if 2 * place + 1 < len(made) else None
            node.right = made[2 * place + 2] if 2 * place + 2 < len(made) else None
    return made[0]


def _number(token: str) -> int:
    number = int(token)
    if str(number) != token:
        raise ValueError(f"{token!r} is no number")
    return number
