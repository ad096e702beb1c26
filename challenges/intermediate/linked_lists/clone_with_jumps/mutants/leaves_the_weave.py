"""Puts each copy behind its original, and takes only the copies out again."""

from __future__ import annotations

from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    node: Any = head
    while node is not None:
        node.next = Node(node.value, node.next)
        node = node.next.next
    node = head
    while node is not None:
        if node.jump is not None:
            node.next.jump = node.jump.next
        node = node.next.next
    clone: Any = head and head.next
    copy = clone
    while copy is not None and copy.next is not None:
        copy.next = copy.next.next
        copy = copy.next
    return clone  # type: ignore[no-any-return]
