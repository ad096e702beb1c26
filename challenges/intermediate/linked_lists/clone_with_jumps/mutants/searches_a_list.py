"""Looks in a list of the nodes for where each jump leads."""

from __future__ import annotations

from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    originals: list[Node] = []
    while head is not None:
        originals.append(head)
        head = head.next
    copies = [Node(node.value) for node in originals]
    for place, node in enumerate(originals):
        if place > 0:
            copies[place - 1].next = copies[place]
        if node.jump is not None:
            copies[place].jump = copies[originals.index(node.jump)]
    return copies[0] if copies else None
