"""Takes a node for one it has passed when it has the same value."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def cycle_entry(head: Node | None) -> tuple[Node, int] | None:
    passed: list[Any] = []
    walker = head
    while walker is not None:
        if walker.value in passed:
            return walker, len(passed) - passed.index(walker.value)
        passed.append(walker.value)
        walker = walker.next
    return None
