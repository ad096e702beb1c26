"""Collects all nodes and sorts them: memory grows with their number."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    collected: list[Node] = []
    for head in heads:
        while head is not None:
            collected.append(head)
            head = head.next
    collected.sort(key=lambda node: node.value)
    front = last = Node(None)
    for node in collected:
        last.next = last = node
    last.next = None
    return front.next
