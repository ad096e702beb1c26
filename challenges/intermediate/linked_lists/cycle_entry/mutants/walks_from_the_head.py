"""Walks from the head to each node, to see whether it comes earlier as well: quadratic."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def cycle_entry(head: Node | None) -> tuple[Node, int] | None:
    walker: Any = head
    place = 0
    while walker is not None:
        earlier: Any = head
        for before in range(place):
            if earlier is walker:
                return walker, place - before
            earlier = earlier.next
        walker = walker.next
        place += 1
    return None
