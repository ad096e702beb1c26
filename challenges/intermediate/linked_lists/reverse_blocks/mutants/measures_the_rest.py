"""Counts all nodes that are left before each block: quadratic."""

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
    front: Any = Node(None, head)
    before = front
    while _length(before.next) >= size:
        first = before.next
        done, node = None, first
        for _ in range(size):
            node.next, done, node = done, node, node.next
        before.next = done
        first.next = node
        before = first
    return front.next  # type: ignore[no-any-return]


def _length(node: Node | None) -> int:
    count = 0
    while node is not None:
        count += 1
        node = node.next
    return count
