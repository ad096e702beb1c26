"""Trees of any shape, numbers of any sign, whitespace of any kind."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check, tree

TREES = [
    pytest.param([], "#", id="empty tree"),
    pytest.param([5], "5 # #", id="one node"),
    pytest.param([1, 2], "1 2 # # #", id="left child"),
    pytest.param([1, None, 2], "1 # 2 # #", id="right child"),
    pytest.param([1, 2, 3], "1 2 # # 3 # #", id="both children"),
    pytest.param([1, 2, None, 3], "1 2 3 # # # #", id="left branch"),
    pytest.param([1, None, 2, None, 3], "1 # 2 # 3 # #", id="right branch"),
    pytest.param([1, 2, None, None, 3], "1 2 # 3 # # #", id="left, then right"),
    pytest.param([1, None, 2, 3], "1 # 2 3 # # #", id="right, then left"),
    pytest.param([1, 2, 3, 4, 5, 6, 7], "1 2 4 # # 5 # # 3 6 # # 7 # #", id="full"),
    pytest.param([0, 0, 0], "0 0 # # 0 # #", id="only zeros"),
    pytest.param([-1, -20], "-1 -20 # # #", id="below zero"),
    pytest.param([10**18, None, -(10**18)], f"{10**18} # -{10**18} # #", id="large numbers"),
]


@pytest.mark.parametrize(("spec", "text"), TREES)
def test_dump(subject: ModuleType, spec: list[int | None], text: str) -> None:
    """Each node is followed by both its sides, and a missing side by its mark."""
    check(subject.dump_tree, tree(subject.TreeNode, spec)).returns(
        text, why="a node, its left side, its right side"
    )


@pytest.mark.parametrize(("spec", "text"), TREES)
def test_load(subject: ModuleType, spec: list[int | None], text: str) -> None:
    """The tree has the shape and the integers that the text has."""
    check(subject.load_tree, text).returns(
        tree(subject.TreeNode, spec), why="a node, its left side, its right side"
    )


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("  1 # 2 # # ", id="blanks around"),
        pytest.param("1   #  2 # #", id="several blanks"),
        pytest.param("1\t#\t2\t#\t#\n", id="tabs, and a line end"),
        pytest.param("1\n#\n\n2 #\r\n#", id="several lines"),
    ],
)
def test_whitespace(subject: ModuleType, text: str) -> None:
    """Tokens may have any whitespace between and around them."""
    check(subject.load_tree, text).returns(
        tree(subject.TreeNode, [1, None, 2]), why="whitespace only keeps tokens apart"
    )
