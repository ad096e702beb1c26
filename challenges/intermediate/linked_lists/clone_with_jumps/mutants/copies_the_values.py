"""Leaves everything to deepcopy, which copies the values, too."""

from __future__ import annotations

import copy
from typing import Any


class Node:
    """A node with two links."""

    def __init__(self, value: Any, next: Node | None = None, jump: Node | None = None) -> None:
        self.value = value
        self.next = next
        self.jump = jump


def clone_with_jumps(head: Node | None) -> Node | None:
    return copy.deepcopy(head)
