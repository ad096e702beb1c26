"""Leaves a mark on each node it passes."""

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
        if hasattr(walker, "place"):
            return walker, place - walker.place
        walker.place = place
        place += 1
        walker = walker.next
    return None
