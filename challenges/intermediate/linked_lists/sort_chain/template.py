"""Sort a chain in place: a stable sort that moves nothing but links."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list. Given: leave the class as it is.

    Attributes:
        value: what can be compared with `<`, and perhaps with nothing else.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    """Sort a linked list by linking its nodes anew.

    Args:
        head: the first node; None for an empty list.

    Returns:
        The first node of the list in ascending order; equal values keep their order.

    Complexity:
        O(n log n) comparisons and O(1) memory, for n nodes.
    """
    raise NotImplementedError("sort_chain")
