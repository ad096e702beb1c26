"""Where in a tree the heaviest path may lie, and what a path is not."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import WrongAnswer, check, levels, live, tree


def test_an_empty_tree(subject: ModuleType) -> None:
    """A tree without nodes has no path, and raises ValueError."""
    check(subject.heaviest_path, None).raises(ValueError, why="a path has at least one node")


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param([5], 5, "there is one node", id="one node"),
        pytest.param([-5], -5, "there is one node", id="one node that is a loss"),
        pytest.param([0], 0, "there is one node", id="one node worth nothing"),
        pytest.param([-2, -1, -3], -1, "each other path has a greater loss", id="all are a loss"),
        pytest.param([-1, -2, -2], -1, "the root alone", id="the root is the smallest loss"),
        pytest.param([0, -1, -1], 0, "the root alone", id="nothing but losses below"),
        pytest.param([-1, 0, 0], 0, "one of the children alone", id="zeros below a loss"),
        pytest.param([0, 0, 0], 0, "any path", id="only zeros"),
    ],
)
def test_single_nodes(subject: ModuleType, spec: list[int], expected: int, why: str) -> None:
    """A path may be one node, and has to be at least that."""
    check(subject.heaviest_path, tree(subject.TreeNode, spec)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param([1, 2, 3], 6, "2 + 1 + 3", id="over the root"),
        pytest.param([1, 2, -3], 3, "2 + 1", id="one side of the root"),
        pytest.param([-1, 2, -3], 2, "2 alone", id="below the root, left"),
        pytest.param([-1, -3, 2], 2, "2 alone", id="below the root, right"),
        pytest.param([-1, 5, 4], 8, "5 - 1 + 4", id="over a small loss"),
        pytest.param([-4, 5, 4], 5, "5 alone", id="not over a great loss"),
        pytest.param([1, 2, None, 3, None, 4], 10, "4 + 3 + 2 + 1", id="a branch, all of it"),
        pytest.param([-1, 2, None, 3, None, 4], 9, "4 + 3 + 2", id="a branch without its top"),
        pytest.param([1, 2, None, 3, None, -4], 6, "3 + 2 + 1", id="a branch without its end"),
        pytest.param([-1, 2, None, 3, None, -4], 5, "3 + 2", id="the middle of a branch"),
        pytest.param([4, None, -3, None, -1, None, 2], 4, "4 alone", id="the top of a branch"),
    ],
)
def test_a_path_ends_anywhere(
    subject: ModuleType, spec: list[int | None], expected: int, why: str
) -> None:
    """Neither the root nor a leaf has to be on the path."""
    check(subject.heaviest_path, tree(subject.TreeNode, spec)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param(
            [1, 10, 1, 5, 5],
            20,
            "5 + 10 + 5; from there it cannot go on to 1",
            id="the top is left of the root",
        ),
        pytest.param(
            [1, 1, 10, None, None, 5, 5],
            20,
            "5 + 10 + 5, and no way on to 1",
            id="the top is right of the root",
        ),
        pytest.param(
            [1, 2, 3, 4, 5, 6, 7], 18, "5 + 2 + 1 + 3 + 7; 4 and 6 are turned off", id="full tree"
        ),
        pytest.param(
            [-20, 3, None, 8, 9, 7, None, None, 6],
            33,
            "7 + 8 + 3 + 9 + 6",
            id="two long sides below the root",
        ),
        pytest.param(
            [5, 4, 8, 11, None, 13, 4, 7, 2, None, None, None, 1],
            48,
            "7 + 11 + 4 + 5 + 8 + 13",
            id="three levels",
        ),
    ],
)
def test_a_path_bends_once(
    subject: ModuleType, spec: list[int | None], expected: int, why: str
) -> None:
    """A path goes up, over one top and down; it does not fork."""
    check(subject.heaviest_path, tree(subject.TreeNode, spec)).returns(expected, why=why)


def test_the_tree_stays_as_it_is(subject: ModuleType) -> None:
    """No node gets another value, another child or an attribute."""
    root = tree(subject.TreeNode, [3, -2, 5])
    checked = check(subject.heaviest_path, live(root))
    checked.returns(8, why="3 + 5")
    attributes = sorted({name for node in (root, root.left, root.right) for name in vars(node)})
    if levels(root) != [3, -2, 5] or attributes != ["left", "right", "value"]:
        raise WrongAnswer(
            call=checked.call,
            expected="a tree([3, -2, 5]) whose nodes have left, right and value",
            got=f"a tree({levels(root)}) whose nodes have {', '.join(attributes)}",
            why="the tree belongs to the caller",
        )
