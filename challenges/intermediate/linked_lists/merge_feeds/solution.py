"""Merge sorted feeds: one sorted linked list made of the nodes of many."""

from __future__ import annotations

from collections.abc import Sequence
from heapq import heapify, heappop, heapreplace
from typing import Any


class Node:
    """A node of a linked list; nodes have no order. Given: leave the class as it is.

    Attributes:
        value: what can be compared with `<`.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    """Merge sorted lists by linking their nodes anew.

    Args:
        heads: the first nodes; None stands for an empty list. The lists are used up, the sequence
            itself is not changed.

    Returns:
        The first node of all, from the smallest value to the largest. Among equal values those of
        an earlier list come first, and those of one list keep their order.

    Complexity:
        O(N log k) comparisons and O(k) memory, for N nodes in k lists.
    """
    waiting = [_Feed(head, place) for place, head in enumerate(heads) if head is not None]
    heapify(waiting)
    front = last = Node(None)
    while waiting:
        feed = waiting[0]
        last.next = last = feed.head
        if feed.head.next is None:
            heappop(waiting)
        else:
            feed.head = feed.head.next
            heapreplace(waiting, feed)
    return front.next


class _Feed:
    """What is left of a list, at least one node; the one whose turn is earlier is less.

    The order is made of `<` alone. Tuples would ask the values for `==` as well.
    """

    def __init__(self, head: Node, place: int) -> None:
        self.head = head
        self.place = place

    def __lt__(self, other: _Feed) -> bool:
        if self.head.value < other.head.value:
            return True
        if other.head.value < self.head.value:
            return False
        return self.place < other.place
