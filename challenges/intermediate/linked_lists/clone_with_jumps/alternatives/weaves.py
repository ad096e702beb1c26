"""Puts each copy behind its original, which takes no table, and parts the two at the end."""

from __future__ import annotations

from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    """Copy a list with all its links."""
    node: Any = head
    while node is not None:
        node.next = Node(node.value, node.next)
        node = node.next.next

    node = head
    while node is not None:
        if node.jump is not None:
            node.next.jump = node.jump.next
        node = node.next.next

    front = last = Node(None)
    node = head
    while node is not None:
        last.next = last = node.next
        node.next = node = last.next
    return front.next
