"""Builds a second list with the values in their new order."""

from __future__ import annotations

from typing import Any


class Node:
    """A node of a linked list."""

    def __init__(self, value: Any, next: Node | None = None) -> None:
        self.value = value
        self.next = next


def reverse_blocks(head: Node | None, size: int) -> Node | None:
    if size < 1:
        raise ValueError(f"size is {size}")
    values = []
    while head is not None:
        values.append(head.value)
        head = head.next
    for start in range(0, len(values) - size + 1, size):
        values[start : start + size] = reversed(values[start : start + size])
    result = None
    for value in reversed(values):
        result = Node(value, result)
    return result
