"""A tree on which the cost of TreeCursor shows, and a walk through it."""

from __future__ import annotations

from types import ModuleType


class Leaf:
    """A node: a cursor makes none, so that any object with these attributes will do."""

    def __init__(self, value: int, left: Leaf | None) -> None:
        self.value = value
        self.left = left
        self.right: Leaf | None = None


def a_left_branch(size: int) -> tuple[Leaf | None, int]:
    """n nodes, each the left child of the next one."""
    root = None
    for value in range(size):
        root = Leaf(value, root)
    return root, size


def walk_there_and_back(subject: ModuleType, root: Leaf | None, size: int) -> list[int]:
    """Goes from before the first value to the last and back to the first."""
    cursor = subject.TreeCursor(root)
    return [cursor.next() for _ in range(size)] + [cursor.prev() for _ in range(size - 1)]
