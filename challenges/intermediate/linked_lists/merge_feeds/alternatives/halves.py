"""Merges the first half of the lists, then the second, then both."""

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
    return _merged(heads, 0, len(heads))


def _merged(heads: Sequence[Node | None], start: int, stop: int) -> Node | None:
    if stop - start <= 1:
        return heads[start] if start < stop else None
    middle = (start + stop) // 2
    return _merge(_merged(heads, start, middle), _merged(heads, middle, stop))


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
