"""Sort a chain in place: a stable sort that moves nothing but links."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list. Given: leave the class as it is.

    Attributes:
        value: what can be compared with `<`, and perhaps with nothing else.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    """Sort a linked list by linking its nodes anew.

    Args:
        head: the first node; None for an empty list.

    Returns:
        The first node of the list in ascending order; equal values keep their order.

    Complexity:
        O(n log n) comparisons and O(1) memory, for n nodes.
    """
    front = Node(None, head)  # stands before the list, whichever node is the first
    length = _length(head)
    size = 1
    while size < length:
        # The list consists of sorted runs of `size` nodes, the last one perhaps shorter.
        last = front
        rest = front.next
        while rest is not None:
            left = rest
            right = _cut(left, size)
            rest = _cut(right, size)
            last = _append_merged(last, left, right)
        size *= 2
    return front.next


def _length(head: Node | None) -> int:
    length = 0
    while head is not None:
        length += 1
        head = head.next
    return length


def _cut(head: Node | None, size: int) -> Node | None:
    """End a list after `size` nodes, if it has more, and return the first of the others."""
    for _ in range(size - 1):
        if head is None:
            return None
        head = head.next
    if head is None:
        return None
    rest = head.next
    head.next = None
    return rest


def _append_merged(last: Node, left: Node | None, right: Node | None) -> Node:
    """Merge two sorted lists behind `last`, and return the node that is the last now."""
    while left is not None and right is not None:
        if right.value < left.value:  # among equals, the left one comes first
            last.next = last = right
            right = right.next
        else:
            last.next = last = left
            left = left.next
    last.next = right if left is None else left
    while last.next is not None:
        last = last.next
    return last
