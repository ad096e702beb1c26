"""Small trees of special shape, values that look like nothing, and which pair is the first."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check, tree


@pytest.mark.parametrize(
    "spec",
    [
        pytest.param([], id="empty tree"),
        pytest.param([7], id="one node"),
        pytest.param([2, 1], id="left child"),
        pytest.param([1, None, 2], id="right child"),
        pytest.param([4, 2, 6, 1, 3, 5, 7], id="full"),
        pytest.param([4, 3, None, 2, None, 1], id="left branch"),
        pytest.param([1, None, 2, None, 3, None, 4], id="right branch"),
        pytest.param([1, None, 4, 2, None, None, 3], id="branch that turns"),
        pytest.param([0, -2, 2, -3, -1, 1, 3], id="around zero"),
        pytest.param(["m", "", "z"], id="strings, one of them empty"),
    ],
)
def test_search_trees(subject: ModuleType, spec: list[object]) -> None:
    """A tree of any shape whose values ascend from left to right is a search tree."""
    check(subject.search_tree_check, tree(subject.TreeNode, spec)).returns(
        None, why="from left to right each value is less than the next"
    )


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        pytest.param([1, 2], (2, 1), id="left child too large"),
        pytest.param([2, None, 1], (2, 1), id="right child too small"),
        pytest.param([1, None, 1], (1, 1), id="right child equal"),
        pytest.param(
            [5, 2, 9, None, 4, None, None, None, 7], (7, 5), id="two below the left child"
        ),
        pytest.param([5, 2, 9, None, None, 6, None, 4], (5, 4), id="two below the right child"),
        pytest.param([10, 5, 15, None, None, 6, 20], (10, 6), id="left of the right child"),
    ],
)
def test_an_offence_may_be_anywhere(
    subject: ModuleType, spec: list[int | None], expected: tuple[int, int]
) -> None:
    """A node is held against all nodes of its sides, not only against its children."""
    check(subject.search_tree_check, tree(subject.TreeNode, spec)).returns(
        expected, why="these two stand next to each other from left to right"
    )


@pytest.mark.parametrize(
    ("spec", "expected"),
    [
        pytest.param([-1, 0], (0, -1), id="zero first"),
        pytest.param([0, 1], (1, 0), id="zero second"),
        pytest.param([0, 0], (0, 0), id="zero twice"),
        pytest.param([-5, -3, -4], (-3, -5), id="below zero"),
        pytest.param(["a", "b"], ("b", "a"), id="strings"),
        pytest.param([False, True], (True, False), id="truth values"),
    ],
)
def test_values_are_only_compared(
    subject: ModuleType, spec: list[object], expected: tuple[object, object]
) -> None:
    """Zero and other values that count as false are values like the others."""
    check(subject.search_tree_check, tree(subject.TreeNode, spec)).returns(
        expected, why="the first value is not less than the second"
    )


@pytest.mark.parametrize(
    ("spec", "expected", "why"),
    [
        pytest.param([3, 4, 1], (4, 3), "4, 3, 1", id="two in a row"),
        pytest.param([5, 6, 9, 4, 7, 8], (7, 5), "4, 6, 7, 5, 8, 9", id="below the left child"),
        pytest.param([5, 2, 8, 3, 1, 9, 7], (3, 2), "3, 2, 1, 5, 9, 8, 7", id="on both sides"),
        pytest.param([1, 2, 0], (2, 1), "2, 1, 0", id="root out of order on both sides"),
    ],
)
def test_the_first_pair_counts(
    subject: ModuleType, spec: list[int | None], expected: tuple[int, int], why: str
) -> None:
    """Of several offences the leftmost is reported."""
    check(subject.search_tree_check, tree(subject.TreeNode, spec)).returns(
        expected, why=f"from left to right there are {why}"
    )


class Title:
    """A value that has `<` and no other comparison."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __lt__(self, other: Title) -> bool:
        return self.text < other.text

    def __repr__(self) -> str:
        return f"Title({self.text!r})"


def test_less_than_is_enough(subject: ModuleType) -> None:
    """Values that have nothing but `<` are checked, and the pair holds the very values."""
    a, b, also_b = Title("a"), Title("b"), Title("b")
    check(subject.search_tree_check, tree(subject.TreeNode, [b, a])).returns(None)
    check(subject.search_tree_check, tree(subject.TreeNode, [b, a, also_b])).satisfies(
        lambda pair: isinstance(pair, tuple) and [title.text for title in pair] == ["b", "b"],
        "(Title('b'), Title('b'))",
        why="neither is less than the other",
    )
