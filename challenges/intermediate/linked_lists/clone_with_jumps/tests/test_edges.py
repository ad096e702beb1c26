"""Where jumps may lead, and what values may be."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.clone_with_jumps.tests.oracle import check_clone


@pytest.mark.parametrize(
    ("values", "jumps"),
    [
        pytest.param("a", [None], id="one node without a jump"),
        pytest.param("a", [0], id="one node that jumps to itself"),
        pytest.param("abc", [None, None, None], id="no jumps"),
        pytest.param("abc", [0, 1, 2], id="each to itself"),
        pytest.param("abcd", [0, 0, 0, 0], id="all to the first"),
        pytest.param("abcd", [3, 3, 3, 3], id="all to the last"),
        pytest.param("abcd", [None, 0, 1, 2], id="each to the one before"),
        pytest.param("abcd", [1, 2, 3, None], id="each to the one after"),
        pytest.param("abcd", [3, 2, 1, 0], id="crosswise"),
        pytest.param("abcd", [None, 3, None, 1], id="some jump and some do not"),
    ],
)
def test_a_jump_may_lead_anywhere(
    subject: ModuleType, values: str, jumps: list[int | None]
) -> None:
    """A node jumps forward, back, to itself or nowhere, and its copy does likewise."""
    check_clone(subject, values, jumps, why="each node of the copy jumps as its original does")


@pytest.mark.parametrize(
    ("values", "jumps"),
    [
        pytest.param("xxx", [2, 2, 1], id="equal strings"),
        pytest.param([0, False, 0.0, None], [1, 2, 3, 0], id="values that count as false"),
        pytest.param([1, True, 1.0], [1, 2, 1], id="equal values of different types"),
    ],
)
def test_equal_values_do_not_make_nodes_equal(
    subject: ModuleType, values: list[object], jumps: list[int | None]
) -> None:
    """A jump leads to one node, even if others hold the same value."""
    check_clone(subject, values, jumps, why="nodes with equal values are different nodes")


@pytest.mark.parametrize(
    ("values", "jumps"),
    [
        pytest.param([[], {}, set()], [2, 0, 1], id="values that cannot be hashed"),
        pytest.param([[1], [1]], [1, 0], id="equal lists"),
    ],
)
def test_values_are_shared(
    subject: ModuleType, values: list[object], jumps: list[int | None]
) -> None:
    """The copy holds the very values of the list, whatever they are."""
    check_clone(subject, values, jumps, why="values need not be hashable")
