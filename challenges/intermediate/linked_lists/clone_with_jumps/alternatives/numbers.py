"""Works with places: the jumps as numbers, then nodes made from these."""

from __future__ import annotations

from itertools import pairwise
from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    """Copy a list with all its links."""
    originals: list[Node] = []
    places: dict[int, int] = {}
    while head is not None:
        places[id(head)] = len(originals)
        originals.append(head)
        head = head.next

    copies = [Node(node.value) for node in originals]
    for copy, following in pairwise(copies):
        copy.next = following
    for copy, node in zip(copies, originals, strict=True):
        if node.jump is not None:
            copy.jump = copies[places[id(node.jump)]]
    return copies[0] if copies else None
