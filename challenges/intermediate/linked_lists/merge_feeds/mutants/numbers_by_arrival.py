"""Numbers the nodes as they enter the heap, whatever list they come from."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    numbers = count()
    waiting: list[Any] = [(head.value, next(numbers), head) for head in heads if head is not None]
    heapify(waiting)
    front = last = Node(None)
    while waiting:
        *_, node = heappop(waiting)
        last.next = last = node
        if node.next is not None:
            heappush(waiting, (node.next.value, next(numbers), node.next))
    return front.next
