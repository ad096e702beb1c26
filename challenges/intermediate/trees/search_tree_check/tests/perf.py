"""A tree on which the cost of search_tree_check shows."""

from __future__ import annotations


class Entry:
    """A node: the check makes none, so that any object with these attributes will do."""

    def __init__(self, value: int) -> None:
        self.value = value
        self.left: Entry | None = None
        self.right: Entry | None = None


def a_branch_that_turns(size: int) -> tuple[Entry]:
    """n nodes below each other, the next one by turns right and left, in order all the way."""
    low, high = 0, size - 1
    root = last = Entry(low)
    for place in range(1, size):
        if place % 2 == 1:
            last.right = last = Entry(high)
            high -= 1
        else:
            low += 1
            last.left = last = Entry(low)
    return (root,)
