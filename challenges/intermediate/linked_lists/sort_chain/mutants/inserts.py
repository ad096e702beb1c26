"""Inserts one node after the other where it belongs: quadratic."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    front = Node(None)
    while head is not None:
        node, head = head, head.next
        before = front
        while before.next is not None and not node.value < before.next.value:
            before = before.next
        node.next, before.next = before.next, node
    return front.next
