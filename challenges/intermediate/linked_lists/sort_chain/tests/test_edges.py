"""Chains of each small length, in several orders, with equal values."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.linked_lists.sort_chain.tests.oracle import check_sorted


@pytest.mark.parametrize("length", [*range(10), 15, 16, 17, 31, 32, 33], ids="{} nodes".format)
def test_any_length(subject: ModuleType, length: int) -> None:
    """A chain of any length is sorted: a power of two, one more, one less."""
    backwards = range(length, 0, -1)
    check_sorted(subject, backwards, why="each node goes from one end to the other")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([1, 2, 3, 4, 5, 6, 7], id="sorted"),
        pytest.param([2, 1, 4, 3, 6, 5], id="neighbours swapped"),
        pytest.param([1, 3, 5, 6, 4, 2], id="up and down"),
        pytest.param([6, 4, 2, 1, 3, 5], id="down and up"),
        pytest.param([2, 3, 4, 5, 6, 1], id="the least at the end"),
        pytest.param([6, 1, 2, 3, 4, 5], id="the greatest at the front"),
        pytest.param([0, -1, 10, -20, 3], id="below zero"),
        pytest.param(["b", "", "abc", "B"], id="strings"),
    ],
)
def test_any_order(subject: ModuleType, values: list[object]) -> None:
    """The order before does not matter."""
    check_sorted(subject, values, why="in ascending order")


@pytest.mark.parametrize(
    "values",
    [
        pytest.param([1, 1.0, True], id="all equal"),
        pytest.param([True, 1, 1.0, True, 1], id="five equal"),
        pytest.param([2, 1, 2.0, 1.0], id="two pairs"),
        pytest.param([2.0, 3, 1, 2, 0, True], id="pairs among others"),
        pytest.param([1, 0, 1.0, False, True, 0.0], id="two triples"),
    ],
)
def test_equal_values_keep_their_order(subject: ModuleType, values: list[float]) -> None:
    """1, 1.0 and True are equal, and come in the order in which they stood."""
    check_sorted(subject, values, why="1, 1.0 and True are equal, and so are 0, 0.0 and False")


class Task:
    """A value that has `<` and no other comparison."""

    def __init__(self, urgency: int, name: str) -> None:
        self.urgency = urgency
        self.name = name

    def __lt__(self, other: Task) -> bool:
        return self.urgency < other.urgency

    def __repr__(self) -> str:
        return f"Task({self.urgency}, {self.name!r})"


def test_less_than_is_enough(subject: ModuleType) -> None:
    """Values that have nothing but `<` are sorted, too."""
    tasks = [Task(2, "a"), Task(1, "b"), Task(2, "c"), Task(1, "d")]
    check_sorted(subject, tasks, why="tasks can only be asked whether one is less")
