"""Copies a node by copying first what its links lead to."""

from __future__ import annotations

from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    copies: dict[Node, Node] = {}

    def copy_of(node: Node | None) -> Node | None:
        if node is None:
            return None
        if node not in copies:
            copies[node] = copy = Node(node.value)
            copy.next = copy_of(node.next)
            copy.jump = copy_of(node.jump)
        return copies[node]

    return copy_of(head)
