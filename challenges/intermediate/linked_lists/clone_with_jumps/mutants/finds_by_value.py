"""Looks for the copy of a node by its value."""

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
    node = head
    while node is not None:
        last.next = last = Node(node.value)
        node = node.next
    copy = front.next
    while head is not None and copy is not None:
        if head.jump is not None:
            target = front.next
            while target is not None and target.value != head.jump.value:
                target = target.next
            copy.jump = target
        head, copy = head.next, copy.next
    return front.next
