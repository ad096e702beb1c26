"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("items", "expected", "why"),
    [
        pytest.param([], 0, "there is no pair", id="no item"),
        pytest.param([5], 0, "there is no pair", id="one item"),
        pytest.param([1, 2], 0, "they are in order", id="two in order"),
        pytest.param([2, 1], 1, "the only pair", id="two the wrong way round"),
        pytest.param([1, 2, 3, 4, 5, 6, 7], 0, "all are in order", id="ascending"),
        pytest.param([7, 6, 5, 4, 3, 2, 1], 21, "7 * 6 / 2 pairs", id="descending"),
    ],
)
def test_order_and_its_opposite(
    subject: ModuleType, items: list[int], expected: int, why: str
) -> None:
    """What is in order has no inversion, what is the other way round has all."""
    check(subject.count_inversions, items).returns(expected, why=why)


@pytest.mark.parametrize(
    ("items", "expected", "why"),
    [
        pytest.param([9, 1, 2, 3, 4], 4, "9 stands before four smaller ones", id="first too large"),
        pytest.param([2, 3, 4, 5, 1], 4, "1 stands behind four greater ones", id="last too small"),
        pytest.param([2, 1, 4, 3, 6, 5], 3, "three pairs of neighbours", id="neighbours"),
        pytest.param([3, 4, 1, 2], 4, "3 and 4 before 1 and 2", id="halves exchanged"),
        pytest.param([3, 5, 4, 1, 6, 2], 8, "2 + 3 + 2 + 0 + 1", id="mixed"),
    ],
)
def test_pairs_are_counted(subject: ModuleType, items: list[int], expected: int, why: str) -> None:
    """Pairs count, wherever their two places are."""
    check(subject.count_inversions, items).returns(expected, why=why)


@pytest.mark.parametrize("length", range(2, 18))
def test_every_length(subject: ModuleType, length: int) -> None:
    """An item that comes last and belongs first counts against all others, at any length."""
    items = [*range(1, length), 0]
    check(subject.count_inversions, items).returns(
        length - 1, why="0 stands behind all others, which are in order"
    )


@pytest.mark.parametrize(
    ("items", "expected", "why"),
    [
        pytest.param([2, 2, 1, 1], 4, "each 2 before each 1", id="twice two"),
        pytest.param([1, 2, 1, 2, 1], 3, "the first 2 before two 1, the second before one", id="1"),
        pytest.param([3, 3, 3, 2], 3, "each 3 before the 2", id="equal before smaller"),
        pytest.param([1, 3, 3, 3], 0, "they are in order", id="equal in order"),
    ],
)
def test_equal_items_make_no_inversion(
    subject: ModuleType, items: list[int], expected: int, why: str
) -> None:
    """Equal items count against others, and not against each other."""
    check(subject.count_inversions, items).returns(expected, why=why)


class Runner:
    """An item that is compared by its time, and knows `<` alone."""

    def __init__(self, minutes: int) -> None:
        self.minutes = minutes

    def __lt__(self, other: Runner) -> bool:
        return self.minutes < other.minutes

    def __eq__(self, other: object) -> bool:
        raise TypeError("runners can be compared with < alone")

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Runner({self.minutes})"


@pytest.mark.parametrize(
    ("items", "expected"),
    [
        pytest.param((3, 1, 2), 2, id="a tuple"),
        pytest.param("banana", 6, id="a text"),
        pytest.param(range(5, 0, -1), 10, id="a range"),
        pytest.param([(1, "b"), (1, "a"), (0, "c")], 3, id="tuples"),
        pytest.param([[2], [1, 9], []], 3, id="lists, which have no hash"),
        pytest.param([0.5, -1, 0, -2.5], 5, id="numbers below zero"),
        pytest.param([*map(Runner, (31, 29, 31, 30))], 3, id="items that know < alone"),
    ],
)
def test_whatever_can_be_put_in_order(
    subject: ModuleType, items: Sequence[object], expected: int
) -> None:
    """Any sequence of items that offer `<` can be judged."""
    check(subject.count_inversions, items).returns(expected)
