"""Merges two lists by a call for each node."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
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
    if left is None or right is None:
        return right if left is None else left
    first = right if right.value < left.value else left
    rest = (left, right.next) if first is right else (left.next, right)
    first.next = _merged(*rest)
    return first
