"""Keeps each place as a node, the place above, and the side on which it hangs there."""

from __future__ import annotations

from typing import Any, NamedTuple


class TreeNode:
    """A node of a binary tree."""

    def __init__(
        self, value: Any, left: TreeNode | None = None, right: TreeNode | None = None
    ) -> None:
        self.value = value
        self.left = left
        self.right = right


class Place(NamedTuple):
    """A node, and how it was reached."""

    node: TreeNode
    above: Place | None
    is_left: bool


class TreeCursor:
    """A place in a tree: at one of its values, before the first, or after the last."""

    def __init__(self, root: TreeNode | None) -> None:
        self._root = root
        self._place: Place | None = None
        self._is_before = True

    def next(self) -> Any:
        """Move to the next value and return it."""
        place = self._place
        if place is None:
            place = _lowest_left(self._root, None, False) if self._is_before else None
        elif place.node.right is not None:
            place = _lowest_left(place.node.right, place, False)
        else:
            while place is not None and not place.is_left:
                place = place.above
            place = place and place.above
        return self._moved(place, is_before=False)

    def prev(self) -> Any:
        """Move to the value before and return it."""
        place = self._place
        if place is None:
            place = None if self._is_before else _lowest_right(self._root, None, True)
        elif place.node.left is not None:
            place = _lowest_right(place.node.left, place, True)
        else:
            while place is not None and place.is_left:
                place = place.above
            place = place and place.above
        return self._moved(place, is_before=True)

    def _moved(self, place: Place | None, is_before: bool) -> Any:
        self._place = place
        if place is None:
            self._is_before = is_before
            raise StopIteration
        return place.node.value


def _lowest_left(node: TreeNode | None, above: Place | None, is_left: bool) -> Place | None:
    # The root hangs on no side: from either direction, there is nothing above it.
    place = above
    while node is not None:
        place = Place(node, place, is_left)
        node, is_left = node.left, True
    return place


def _lowest_right(node: TreeNode | None, above: Place | None, is_left: bool) -> Place | None:
    place = above
    while node is not None:
        place = Place(node, place, is_left)
        node, is_left = node.right, False
    return place
