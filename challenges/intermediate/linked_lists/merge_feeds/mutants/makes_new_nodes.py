"""Merges the values and makes a list of them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from heapq import merge
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    front = last = Node(None)
    for value in merge(*map(_values, heads)):
        last.next = last = Node(value)
    return front.next


def _values(head: Node | None) -> Iterator[Any]:
    while head is not None:
        yield head.value
        head = head.next
