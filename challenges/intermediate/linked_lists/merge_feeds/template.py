"""Merge sorted feeds: one sorted linked list made of the nodes of many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any


class Node:
    """A node of a linked list; nodes have no order. Given: leave the class as it is.

    Attributes:
        value: what can be compared with `<`.
        next: the node that follows, None at the end of the list.
    """

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def merge_feeds(heads: Sequence[Node | None]) -> Node | None:
    """Merge sorted lists by linking their nodes anew.

    Args:
        heads: the first nodes; None stands for an empty list. The lists are used up, the sequence
            itself is not changed.

    Returns:
        The first node of all, from the smallest value to the largest. Among equal values those of
        an earlier list come first, and those of one list keep their order.

    Complexity:
        O(N log k) comparisons and O(k) memory, for N nodes in k lists.
    """
    raise NotImplementedError("merge_feeds")
