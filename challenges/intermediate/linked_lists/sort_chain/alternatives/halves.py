"""Sorts both halves by itself, which nests calls as deep as the logarithm of the length."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    """Sort a linked list by linking its nodes anew."""
    if head is None or head.next is None:
        return head
    middle: Any = head
    walker: Any = head.next
    while walker is not None and walker.next is not None:
        middle = middle.next
        walker = walker.next.next
    right = middle.next
    middle.next = None
    return _merged(sort_chain(head), sort_chain(right))


def _merged(left: Node | None, right: Node | None) -> Node | None:
    front = last = Node(None)
    while left is not None and right is not None:
        if right.value < left.value:
            last.next = last = right
            right = right.next
        else:
            last.next = last = left
            left = left.next
    last.next = right if left is None else left
    return front.next
