"""Where the loop begins, by Brent: the length first, then two walkers that far apart."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list, compared by identity. Given: leave the class as it is.

    Attributes:
        value: anything; several nodes may have the same.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def cycle_entry(head: Node | None) -> tuple[Node, int] | None:
    """Find where a list runs back into itself."""
    if head is None:
        return None
    # The post stays while the walker makes 1, 2, 4, … steps, then moves to where the walker is.
    post: Any = head
    walker: Any = head.next
    length = reach = 1
    while walker is not post:
        if walker is None:
            return None
        if length == reach:
            post, length, reach = walker, 0, 2 * reach
        walker = walker.next
        length += 1

    behind: Any = head
    ahead: Any = head
    for _ in range(length):
        ahead = ahead.next
    while behind is not ahead:
        behind, ahead = behind.next, ahead.next
    return behind, length
