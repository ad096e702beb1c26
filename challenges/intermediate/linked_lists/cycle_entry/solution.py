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
    slow: Any = head  # a walker that is not at the end has a node, which types cannot say
    fast: Any = head
    while fast is not None and fast.next is not None:
        slow = slow.next
        fast = fast.next.next
        if slow is fast:
            return _entry_and_length(head, meeting=slow)
    return None


def _entry_and_length(head: Any, meeting: Any) -> tuple[Node, int]:
    """Find the entry from the node where a walker and one twice as fast have met.

    The slow one has made as many steps as the fast one is ahead, and that is a number of whole
    rounds. So one that starts at `head` now and makes as many steps is at `meeting` as well, and
    the two have been side by side since the entry.
    """
    entry, other = head, meeting
    while entry is not other:
        entry, other = entry.next, other.next

    length = 1
    walker = entry.next
    while walker is not entry:
        walker = walker.next
        length += 1
    return entry, length
