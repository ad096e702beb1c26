"""The order of use: a ring of nodes that begins and ends at a root, so that no end is a case.

Behind the root lies the entry used longest ago, before it the one used last. Nodes are objects with
slots: neighbours, key and value in one piece of memory, which a lookup in a large cache waits for.
"""

from __future__ import annotations

from collections.abc import Iterable
from heapq import heapify, heappop, heappush
from itertools import count
from typing import Any

_len = len  # kept: somebody may cache the built-in function by this very package


class Node:
    """An entry, between the one used before it and the one used after it.

    Attributes:
        before: The neighbour used longer ago, or the root; None in no ring.
        after: The neighbour used later, or the root.
        key: Its key.
        value: Its value.
        weight: What it weighs.
        deadline: When its time is over by the monotonic clock; None is never, or removed.
    """

    __slots__ = ("after", "before", "deadline", "key", "value", "weight")

    before: Node
    after: Node

    def __init__(self, key: Any, value: Any, weight: float, deadline: float | None) -> None:
        """Make a node that is in no ring yet."""
        self.key = key
        self.value = value
        self.weight = weight
        self.deadline = deadline


def new_root() -> Node:
    """Return the root of an empty ring."""
    root = Node(None, None, 0, None)
    root.before = root.after = root
    return root


def link(root: Node, node: Node) -> None:
    """Put a node before the root: it is the most recently used."""
    newest = root.before
    newest.after = root.before = node
    node.before = newest
    node.after = root


def unlink(node: Node) -> None:
    """Take a node out of its ring."""
    before, after = node.before, node.after
    before.after = after
    after.before = before


def break_up(root: Node, nodes: Iterable[Node]) -> None:
    """Break the circle of references that a ring is, so that its values are freed at once."""
    for node in nodes:
        del node.before, node.after
        node.deadline = None
    del root.before, root.after


class Deadlines(list[tuple[float, int, Any]]):
    """The nodes that expire, as a heap by their deadlines.

    A node that was removed, or written again, stays in until its old deadline or until such nodes
    are the majority: to look for it in the middle of a heap would be O(n).
    """

    def __init__(self) -> None:
        """Begin with none."""
        super().__init__()
        self._order = count()  # nodes of the same deadline cannot be compared

    def add(self, deadline: float, node: Node, entries: int) -> None:
        """Put in a node with its deadline; `entries` is how many the cache has. O(log n)."""
        item: tuple[float, int, Any] = (deadline, next(self._order), node)
        heappush(self, item)
        if _len(self) > 2 * entries + 64:
            self[:] = [one for one in self if one[2].deadline == one[0]]
            heapify(self)

    def first_due(self, now: float) -> Node | None:
        """Return a node whose time is over, and leave it in; None if there is none."""
        while self and self[0][0] <= now:
            node: Node
            deadline, _, node = self[0]
            if node.deadline == deadline:
                return node
            heappop(self)
        return None
