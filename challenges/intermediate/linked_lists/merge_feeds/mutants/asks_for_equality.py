"""Keeps tuples in a heap: these ask their values for == before they ask for <."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    waiting: list[Any] = [
        (head.value, place, head) for place, head in enumerate(heads) if head is not None
    ]
    heapify(waiting)
    front = last = Node(None)
    while waiting:
        _, place, node = heappop(waiting)
        last.next = last = node
        if node.next is not None:
            heappush(waiting, (node.next.value, place, node.next))
    return front.next
