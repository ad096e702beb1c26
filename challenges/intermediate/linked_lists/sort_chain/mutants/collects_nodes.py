"""Sorts a list of the nodes: memory grows with the chain."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    collected: list[Node] = []
    while head is not None:
        collected.append(head)
        head = head.next
    collected.sort(key=lambda node: node.value)
    front = last = Node(None)
    for node in collected:
        last.next = last = node
    last.next = None
    return front.next
