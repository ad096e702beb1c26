"""A tree on which the cost of heaviest_path shows."""

from __future__ import annotations


class Room:
    """A node: nothing makes one here, so that any object with these attributes will do."""

    def __init__(self, value: int) -> None:
        self.value = value
        self.left: Room | None = None
        self.right: Room | None = None


def a_spine_with_ribs(size: int) -> tuple[Room]:
    """n nodes: half of them below each other, each with one more beside the next."""
    root = last = Room(0)
    for value in range(1, size):
        room = Room(value % 7 - 3)
        if last.left is None:
            last.left = room
        else:
            last.right = last = room
    return (root,)
