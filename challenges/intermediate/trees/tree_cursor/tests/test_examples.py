"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.trees.tree_cursor.tests.oracle import check_walk
from challenges.shared.testing import tree


def test_there_and_back(subject: ModuleType) -> None:
    """The cursor turns round at 2, comes to 1, turns again and goes on to the end."""
    root = tree(subject.TreeNode, [2, 1, 3])
    check_walk(
        subject, root, "tree([2, 1, 3])", "nnpnn", [1, 2, 1, 2, 3], why="the values are 1, 2, 3"
    )


def test_one_value(subject: ModuleType) -> None:
    """Beyond each end there is nothing, and one move back is the end value."""
    check_walk(
        subject,
        tree(subject.TreeNode, [5]),
        "tree([5])",
        "pnnp",
        [StopIteration, 5, StopIteration, 5],
        why="the cursor stands just outside: before 5, then after it",
    )
