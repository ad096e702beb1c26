"""Merges the first two lists, then the result with the third, and so on."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    merged: Node | None = None
    for head in heads:
        merged = _merge(merged, head)
    return merged


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
