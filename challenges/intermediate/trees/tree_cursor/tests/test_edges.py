"""Ends, turns, shapes and values."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.trees.tree_cursor.tests.oracle import check_walk, follow
from challenges.shared.testing import tree

STOP = StopIteration


@pytest.mark.parametrize("moves", ["n", "p", "nnn", "ppp", "npnp", "pnpn"])
def test_an_empty_tree(subject: ModuleType, moves: str) -> None:
    """In an empty tree each move raises StopIteration."""
    check_walk(subject, None, "None", moves, [STOP] * len(moves), why="there is no value")


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param("p", [STOP], id="before the first at once"),
        pytest.param("pppn", [STOP] * 3 + [1], id="often before the first"),
        pytest.param("nnnnnnp", [1, 2, 3, STOP, STOP, STOP, 3], id="often after the last"),
        pytest.param("npn", [1, STOP, 1], id="out at the front and in again"),
        pytest.param("nnnnpppp", [1, 2, 3, STOP, 3, 2, 1, STOP], id="from end to end"),
        pytest.param("nnnnpnpn", [1, 2, 3, STOP, 3, STOP, 3, STOP], id="to and fro at the end"),
        pytest.param("npnpnp", [1, STOP, 1, STOP, 1, STOP], id="to and fro at the front"),
    ],
)
def test_an_end_is_one_step_outside(
    subject: ModuleType, moves: str, expected: list[object]
) -> None:
    """However often a move beyond an end is tried, one move back returns the end value."""
    check_walk(
        subject,
        tree(subject.TreeNode, [2, 1, 3]),
        "tree([2, 1, 3])",
        moves,
        expected,
        why="beyond 1 and beyond 3 there is one place each",
    )


@pytest.mark.parametrize(
    ("spec", "count"),
    [
        pytest.param([4, 2, 6, 1, 3, 5, 7], 7, id="full tree"),
        pytest.param([4, 3, None, 2, None, 1], 4, id="left branch"),
        pytest.param([1, None, 2, None, 3, None, 4], 4, id="right branch"),
        pytest.param([1, None, 4, 2, None, None, 3], 4, id="branch that turns"),
        pytest.param([5, 1, 6, None, 4, None, None, 2, None, None, 3], 6, id="turns on the left"),
        pytest.param([2, 1, 7, None, None, 3, 8, None, 5, None, None, 4, 6], 8, id="on the right"),
    ],
)
@pytest.mark.parametrize("turn", ["never", "at each value"])
def test_any_shape(subject: ModuleType, spec: list[int | None], count: int, turn: str) -> None:
    """From left to right and back, with and without a turn at each value."""
    ascending = [*range(1, count + 1)]
    if turn == "never":
        moves = "n" * (count + 1) + "p" * (count + 1)
        expected = [*ascending, STOP, *ascending[::-1], STOP]
    else:
        moves = "npn" * count
        expected = [out for value in ascending for out in (value, value - 1 or STOP, value)]
    root = tree(subject.TreeNode, spec)
    check_walk(subject, root, f"tree({spec})", moves, expected, why=f"the values are 1 to {count}")


@pytest.mark.parametrize(
    ("spec", "ascending"),
    [
        pytest.param([1, 1.0, True], [1.0, 1, True], id="equal values"),
        pytest.param([1, None, 1.0, None, True], [1, 1.0, True], id="equal values in a branch"),
        pytest.param([1, 1.0, None, None, True], [1.0, True, 1], id="equal values in a turn"),
        pytest.param([0, "", False], ["", 0, False], id="values that count as false"),
        pytest.param([3, 1, 2], [1, 3, 2], id="no search tree"),
    ],
)
def test_values_are_only_returned(
    subject: ModuleType, spec: list[object], ascending: list[object]
) -> None:
    """Values may be equal, false, and in any order: where they hang is what counts."""
    check_walk(
        subject,
        tree(subject.TreeNode, spec),
        f"tree({spec})",
        "nnnnppp",
        [*ascending, STOP, *ascending[::-1]],
        why="nodes are told apart by identity, whatever they hold",
    )


def test_none_is_a_value(subject: ModuleType) -> None:
    """A node that holds None is returned as None, and is no end."""
    root = tree(subject.TreeNode, [2, 1, 3])
    root.value = root.left.value = None
    check_walk(
        subject,
        root,
        "tree([2, 1, 3]) with None for 1 and 2",
        "nnnnppp",
        [None, None, 3, STOP, 3, None, None],
        why="None is what two of the nodes hold",
    )


def test_cursors_do_not_know_each_other(subject: ModuleType) -> None:
    """Two cursors walk one tree, each at its own place."""
    root = tree(subject.TreeNode, [2, 1, 3])
    one, other = subject.TreeCursor(root), subject.TreeCursor(root)
    made = "c = TreeCursor(root), beside another one on the same tree([2, 1, 3])"
    follow(one, made, "nn", [1, 2], why="this one moves first")
    follow(other, made, "n", [1], why="the other one has moved, this one has not")
    follow(one, made, "n", [3], why="it was at 2 before the other one moved")
    follow(other, made, "p", [STOP], why="it was at 1")
