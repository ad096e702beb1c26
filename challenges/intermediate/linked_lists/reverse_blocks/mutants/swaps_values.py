"""Changes the values and leaves the nodes where they are."""

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
    start = head
    while start is not None:
        block: list[Node] = []
        node: Node | None = start
        while node is not None and len(block) < size:
            block.append(node)
            node = node.next
        if len(block) == size:
            values = [member.value for member in block]
            for member, value in zip(block, reversed(values), strict=True):
                member.value = value
        start = node
    return head
