"""The corners of the statement: where the loop may begin, how long it may be, equal values."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.cycle_entry.tests.oracle import check_entry


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([], id="no node"),
        pytest.param([None], id="one node"),
        pytest.param([1, 2], id="two nodes"),
        pytest.param([1, 2, 3], id="three nodes"),
        pytest.param([0] * 6, id="equal values"),
    ],
)
def test_a_list_that_ends_has_no_loop(subject: ModuleType, values: list[object]) -> None:
    """The result is None for a list that ends, of any length."""
    check_entry(subject, values, None, why="the list ends")


@pytest.mark.parametrize(
    ("size", "back_to"),
    [
        pytest.param(1, 0, id="a node that leads to itself"),
        pytest.param(2, 0, id="two nodes in a circle"),
        pytest.param(5, 0, id="back to the head"),
        pytest.param(2, 1, id="the last node leads to itself"),
        pytest.param(30, 29, id="a long way to a loop of one"),
        pytest.param(30, 27, id="a long way to a short loop"),
        pytest.param(30, 1, id="a short way to a long loop"),
        pytest.param(12, 6, id="a way as long as the loop"),
    ],
)
def test_the_loop_may_begin_anywhere(subject: ModuleType, size: int, back_to: int) -> None:
    """The way to the loop and the loop may each be long or short."""
    check_entry(subject, range(size), back_to, why=f"node {size - 1} leads back to node {back_to}")


@pytest.mark.parametrize(
    ("values", "back_to"),
    [
        pytest.param([7] * 9, 4, id="all values equal"),
        pytest.param([None, None, None], 2, id="no values at all"),
        pytest.param([1, 2, 1, 2, 1, 2], 3, id="a loop that repeats what is before it"),
        pytest.param([[], [], []], 1, id="values that cannot be hashed"),
    ],
)
def test_values_say_nothing_about_the_loop(
    subject: ModuleType, values: list[object], back_to: int
) -> None:
    """Nodes are told apart by identity, whatever they hold."""
    check_entry(subject, values, back_to, why="nodes with equal values are different nodes")
