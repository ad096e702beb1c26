"""Merges neighbours two by two, then the results, until one list is left."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    """Merge sorted lists by linking their nodes anew."""
    feeds = list(heads)
    while len(feeds) > 1:
        odd = feeds[-1:] if len(feeds) % 2 else []
        feeds = [*map(_merge, feeds[::2], feeds[1::2]), *odd]
    return feeds[0] if feeds else None


def _merge(left: Node | None, right: Node | None) -> Node | None:
    front = last = Node(None)
    while left is not None and right is not None:
        if right.value < left.value:
            last.next, right = right, right.next
        else:
            last.next, left = left, left.next
        last = last.next
    last.next = right if left is None else left
    return front.next
