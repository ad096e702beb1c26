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
    if size < 1:
        raise ValueError(f"a block has at least one node, not {size}")
    front = before = Node(None, head)  # stands before the first block as a node before the others
    while (last := _last_of_block(before, size)) is not None:
        before = _reverse(before, last)
    return front.next


def _last_of_block(before: Node, size: int) -> Node | None:
    """Return the node `size` steps after `before`; None if the list ends earlier."""
    node = before
    for _ in range(size):
        if node.next is None:
            return None
        node = node.next
    return node


def _reverse(before: Node, last: Node) -> Any:
    """Reverse what stands after `before` up to `last`, and return the node that is its last now."""
    first: Any = before.next
    after = last.next
    done, node = after, first
    while node is not after:
        following = node.next
        node.next = done
        done, node = node, following
    before.next = last
    return first
