"""A step costs the same everywhere on average, and nothing but the way up is kept."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import Tally, at_most, check, counting_links, live, peak_bytes, tree

DEEP = 4_000
NODES = 511
HEIGHT = 11
READS_PER_STEP = 12
"""A plain solution reads about four links for each step."""


def branch(node: type[Any], side: str, length: int) -> Any:
    """Return the root of a tree in which each node is the left or right child of the one before."""
    root = last = node(0)
    for value in range(1, length):
        child = node(value)
        setattr(last, side, child)
        last = child
    return root


def make(node: type[Any], shape: str) -> Any:
    """Return the root of a full tree, or of a branch as long as the full tree has nodes."""
    return tree(node, range(NODES)) if shape == "full" else branch(node, shape, NODES)


def there_and_back(cursor: Any, count: int) -> list[Any]:
    """Return the values that a cursor gives on its way to the last one and back to the first."""
    found = [cursor.next() for _ in range(count)]
    return found + [cursor.prev() for _ in range(count - 1)]


@pytest.mark.parametrize("side", ["left", "right"])
def test_making_a_cursor_reads_nothing(subject: ModuleType, side: str) -> None:
    """A new cursor has looked at the root at most, however deep the tree is."""
    tally = Tally(
        5,
        "reads of left and right",
        call=f"TreeCursor({NODES:,} nodes, each the {side} child of the one before)",
        why="the first move is early enough to look for the first value",
    )
    subject.TreeCursor(make(counting_links(subject.TreeNode, tally, "left", "right"), side))


def test_a_cursor_takes_no_room_for_the_values(subject: ModuleType) -> None:
    """A new cursor on two thousand nodes takes no more memory than on one."""
    root = tree(subject.TreeNode, range(2**HEIGHT - 1))
    at_most(
        peak_bytes(subject.TreeCursor, root),
        2_000,
        "bytes at the peak",
        call=f"TreeCursor(a full tree of height {HEIGHT})",
        why="the values are in the tree already",
        verdict="MLE",
    )


@pytest.mark.parametrize("shape", ["full", "left", "right"])
def test_steps_are_short_on_average(subject: ModuleType, shape: str) -> None:
    """Five hundred steps forwards and as many back read at most twelve links each."""
    tally = Tally(
        READS_PER_STEP * 2 * NODES,
        "reads of left and right",
        call=f"{NODES:,} times next() and prev(), in a tree of the shape {shape!r}",
        why="on the way through a tree each link is passed once down and once up",
    )
    there_and_back(
        subject.TreeCursor(make(counting_links(subject.TreeNode, tally, "left", "right"), shape)),
        NODES,
    )


@pytest.mark.parametrize("side", ["left", "right"])
def test_a_tree_may_be_one_long_branch(subject: ModuleType, side: str) -> None:
    """Four thousand nodes below each other are no problem."""
    cursor = subject.TreeCursor(branch(subject.TreeNode, side, DEEP))
    ascending = [*range(DEEP)][:: -1 if side == "left" else 1]
    check(there_and_back, live(cursor), DEEP).returns(
        [*ascending, *ascending[-2::-1]],
        why=f"a {side} branch may be longer than calls can be nested",
    )


def test_only_the_way_up_is_kept(subject: ModuleType) -> None:
    """A cursor that has been everywhere has kept no more than the way up from where it is."""
    cursor = subject.TreeCursor(tree(subject.TreeNode, range(2**HEIGHT - 1)))

    def walk() -> None:
        for _ in range(2**HEIGHT - 1):
            cursor.next()

    at_most(
        peak_bytes(walk),
        4_000,
        "bytes at the peak",
        call=f"{2**HEIGHT - 1:,} times next(), in a full tree of height {HEIGHT}",
        why="what has been passed can be found again in the tree",
        verdict="MLE",
    )
