"""Looks at the heads of all lists for each node that it takes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    feeds: list[Any] = [head for head in heads if head is not None]
    front = last = Node(None)
    while feeds:
        first = 0
        for place in range(1, len(feeds)):
            if feeds[place].value < feeds[first].value:
                first = place
        last.next = last = feeds[first]
        feeds[first] = feeds[first].next
        if feeds[first] is None:
            del feeds[first]
    return front.next
