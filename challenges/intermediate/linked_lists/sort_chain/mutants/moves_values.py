"""Sorts the values and leaves the nodes where they are."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    values = []
    node = head
    while node is not None:
        values.append(node.value)
        node = node.next
    values.sort()
    node = head
    for value in values:
        if node is not None:
            node.value = value
            node = node.next
    return head
