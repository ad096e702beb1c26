"""Reverse in blocks: a linked list turned round a few nodes at a time."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list. Given: leave the class as it is.

    Attributes:
        value: anything.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def reverse_blocks(head: Node | None, size: int) -> Node | None:
    """Reverse each full block of `size` nodes by linking the nodes anew.

    Args:
        head: the first node; None for an empty list. Values stay in their nodes.
        size: the number of nodes of a block. Fewer nodes at the end stay in their order.

    Returns:
        The first node of the list as it is now.

    Raises:
        ValueError: if `size` is less than 1; the list is as it was.

    Complexity:
        O(n) time, O(1) memory, for n nodes.
    """
    raise NotImplementedError("reverse_blocks")
