"""Keeps a table of all nodes it has passed: memory grows with the list."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def cycle_entry(head: Node | None) -> tuple[Node, int] | None:
    places: dict[Node, int] = {}
    walker = head
    while walker is not None:
        if walker in places:
            return walker, len(places) - places[walker]
        places[walker] = len(places)
        walker = walker.next
    return None
