"""Calls itself for what comes after each block."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def reverse_blocks(head: Node | None, size: int) -> Node | None:
    if size < 1:
        raise ValueError(f"size is {size}")
    after: Any = head
    for _ in range(size):
        if after is None:
            return head
        after = after.next
    done = reverse_blocks(after, size)
    node: Any = head
    while node is not after:
        node.next, done, node = done, node, node.next
    return done
