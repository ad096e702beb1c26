"""Merges two halves, and two lists by a call for each node."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    if len(heads) <= 1:
        return heads[0] if heads else None
    middle = len(heads) // 2
    return _merge(merge_feeds(heads[:middle]), merge_feeds(heads[middle:]))


def _merge(left: Node | None, right: Node | None) -> Node | None:
    if left is None or right is None:
        return right if left is None else left
    first = right if right.value < left.value else left
    rest = (left, right.next) if first is right else (left.next, right)
    first.next = _merge(*rest)
    return first
