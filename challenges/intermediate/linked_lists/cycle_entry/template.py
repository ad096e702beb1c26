"""Where the loop begins: the node at which a linked list runs back into itself."""

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
    """Find where a list runs back into itself.

    Args:
        head: the first node; None for an empty list. No node is changed.

    Returns:
        The first node of the loop, as seen from `head`, and the number of nodes in the loop; None
        when the list ends.

    Complexity:
        O(n) time, O(1) memory, for n nodes.
    """
    raise NotImplementedError("cycle_entry")
