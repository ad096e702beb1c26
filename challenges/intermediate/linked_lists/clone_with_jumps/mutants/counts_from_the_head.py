"""Counts for each jump how far from the head it leads, and walks as far in the copy."""

from __future__ import annotations

from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    front = last = Node(None)
    node: Any = head
    while node is not None:
        last.next = last = Node(node.value)
        node = node.next
    node, copy = head, front.next
    while node is not None and copy is not None:
        target: Any = front.next
        walker: Any = head
        while walker is not None and walker is not node.jump:
            walker, target = walker.next, target.next
        copy.jump = target
        node, copy = node.next, copy.next
    return front.next
