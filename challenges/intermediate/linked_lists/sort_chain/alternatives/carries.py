"""Takes one node after the other and merges lists of equal length, as carries in a sum do."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def sort_chain(head: Node | None) -> Node | None:
    """Sort a linked list by linking its nodes anew."""
    # sorted_lists[n] is empty or has 2 ** n nodes, which stand before those of the places below.
    sorted_lists: list[Node | None] = []
    while head is not None:
        carry: Node | None = head
        head = head.next
        head_of_one: Any = carry
        head_of_one.next = None
        for place, present in enumerate(sorted_lists):
            if present is None:
                sorted_lists[place] = carry
                break
            carry = _merged(present, carry)
            sorted_lists[place] = None
        else:
            sorted_lists.append(carry)

    result: Node | None = None
    for present in sorted_lists:
        result = _merged(present, result)
    return result


def _merged(left: Node | None, right: Node | None) -> Node | None:
    front = last = Node(None)
    while left is not None and right is not None:
        if right.value < left.value:
            last.next = last = right
            right = right.next
        else:
            last.next = last = left
            left = left.next
    last.next = right if left is None else left
    return front.next
