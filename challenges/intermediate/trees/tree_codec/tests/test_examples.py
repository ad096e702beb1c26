"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import check, tree


def test_a_tree_becomes_a_line(subject: ModuleType) -> None:
    """A node comes before its left side, and that before its right side."""
    check(subject.dump_tree, tree(subject.TreeNode, [1, 2, 3, None, 4])).returns(
        "1 2 # 4 # # 3 # #", why="2 has no left child and 4 as its right one; 4 and 3 have none"
    )


def test_a_line_becomes_a_tree(subject: ModuleType) -> None:
    """The numbers are put where the marks say."""
    check(subject.load_tree, "7 # 8 # #").returns(
        tree(subject.TreeNode, [7, None, 8]), why="nothing is left of 7, and 8 is right of it"
    )


def test_half_a_tree_is_refused(subject: ModuleType) -> None:
    """A text that ends too early is no tree."""
    check(subject.load_tree, "1 #").raises(ValueError, why="the right side of 1 is missing")
