"""Keeps the nodes of a block in a list: memory grows with the block."""

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
    while True:
        block: list[Any] = []
        node = before.next
        while node is not None and len(block) < size:
            block.append(node)
            node = node.next
        if len(block) < size:
            return front.next  # type: ignore[no-any-return]
        while block:
            before.next = block.pop()
            before = before.next
        before.next = node
