"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check, tree


def test_a_path_that_bends(subject: ModuleType) -> None:
    """The heaviest path goes up on one side and down on the other."""
    root = tree(subject.TreeNode, [-10, 9, 20, None, None, 15, 7])
    check(subject.heaviest_path, root).returns(
        42, why="15 + 20 + 7; a detour over -10 to 9 would cost more than it brings"
    )


def test_a_path_of_one_node(subject: ModuleType) -> None:
    """If all nodes are a loss, the path is the smallest of them alone."""
    check(subject.heaviest_path, tree(subject.TreeNode, [-3, -5])).returns(
        -3, why="a path has at least one node"
    )
