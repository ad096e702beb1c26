"""Reads both sides by calls."""

from __future__ import annotations

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
    tokens = iter(text.split())
    root = _read(tokens)
    if next(tokens, None) is not None:
        raise ValueError("text after the tree")
    return root


def _read(tokens: Iterator[str]) -> TreeNode | None:
    token = next(tokens, None)
    if token is None:
        raise ValueError("the text ends before the tree")
    if token == "#":
        return None
    node = TreeNode(_number(token))
    node.left = _read(tokens)
    node.right = _read(tokens)
    return node


def _number(token: str) -> int:
    number = int(token)
    if str(number) != token:
        raise ValueError(f"{token!r} is no number")
    return number
