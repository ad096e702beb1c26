"""Clone with jumps: an independent copy of a linked list whose nodes have a second link."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any


class Node:
    """A node with two links, compared and hashed by identity. Given: leave the class as it is.

    Attributes:
        value: anything.
        next: the node that follows, None at the end of the list.
        jump: any node of the list, or None.
    """

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    """Copy a list with all its links.

    Args:
        head: the first node of a list that ends; None for an empty list. After the call the list
            is as it was.

    Returns:
        The first node of the copy, which shares the values with the list, and no node.

    Complexity:
        O(n) time and memory, for n nodes.
    """
    copies: dict[Node | None, Any] = {
        None: None
    }  # a link to nothing is copied as a link to nothing
    for node in _nodes(head):
        copies[node] = Node(node.value)
    for node in _nodes(head):
        copies[node].next = copies[node.next]
        copies[node].jump = copies[node.jump]
    clone: Node | None = copies[head]
    return clone


def _nodes(head: Node | None) -> Iterator[Node]:
    """Yield the nodes of the list, in order."""
    while head is not None:
        yield head
        head = head.next
