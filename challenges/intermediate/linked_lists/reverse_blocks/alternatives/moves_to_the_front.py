"""Counts the nodes, then moves one node after the other to the front of its block."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def reverse_blocks(head: Node | None, size: int) -> Node | None:
    """Reverse each full block of `size` nodes by linking the nodes anew."""
    if size < 1:
        raise ValueError(f"size is {size}")
    count = 0
    node = head
    while node is not None:
        count += 1
        node = node.next

    front = before = Node(None, head)
    for _ in range(count // size):
        first: Any = before.next
        for _ in range(size - 1):
            moved = first.next
            first.next = moved.next
            moved.next = before.next
            before.next = moved
        before = first
    return front.next
