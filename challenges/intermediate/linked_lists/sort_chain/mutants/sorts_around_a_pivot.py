"""Parts the list into less, equal and greater than its first value: quadratic when sorted."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    front = Node(None)
    _sort_behind(front, head, None)
    return front.next


def _sort_behind(last: Node, head: Node | None, after: Node | None) -> None:
    """Sort a list that ends, and link it between `last` and `after`."""
    while head is not None:
        less = end_of_less = Node(None)
        others = end_of_others = Node(None)
        pivot = head
        node = head.next
        while node is not None:
            if node.value < pivot.value:
                end_of_less.next = end_of_less = node
            else:
                end_of_others.next = end_of_others = node
            node = node.next
        end_of_less.next = end_of_others.next = None
        _sort_behind(last, less.next, pivot)
        last, head = pivot, others.next
    last.next = after
