"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("a", "b"),
    [
        pytest.param([1, 2, 3], [4, 5, 6, 7], id="all of a before b"),
        pytest.param([5, 6, 7], [1, 2, 3, 4], id="all of a after b"),
        pytest.param([1, 3, 5, 7], [2, 4, 6], id="alternating"),
        pytest.param([4], [1, 2, 3, 5, 6, 7], id="one item in the middle of many"),
        pytest.param([], [1, 2, 3, 4, 5, 6, 7], id="a is empty"),
        pytest.param([1, 2, 3, 4, 5, 6, 7], [], id="b is empty"),
    ],
)
@pytest.mark.parametrize("k", range(1, 8))
def test_every_place(subject: ModuleType, a: list[int], b: list[int], k: int) -> None:
    """Of the numbers 1 to 7, split over two lists in any way, the k-th is k."""
    check(subject.kth_of_two, a, b, k).returns(k)


@pytest.mark.parametrize(
    ("a", "b", "k", "expected", "why"),
    [
        pytest.param([2], [2], 2, 2, "both are there", id="the same item in both"),
        pytest.param([1, 2, 2], [2, 2, 3], 5, 2, "2 stands at the places 2 to 5", id="many equal"),
        pytest.param([1, 2, 2], [2, 2, 3], 6, 3, "after the four 2 comes 3", id="after the equal"),
        pytest.param([7, 7], [7, 7, 7], 5, 7, "each 7 counts", id="all equal"),
    ],
)
def test_equal_items_count_each(
    subject: ModuleType, a: list[int], b: list[int], k: int, expected: int, why: str
) -> None:
    """An item that occurs several times takes as many places."""
    check(subject.kth_of_two, a, b, k).returns(expected, why=why)


@pytest.mark.parametrize(
    ("a", "b", "k"),
    [
        pytest.param([1, 2], [3], 0, id="zero"),
        pytest.param([1, 2], [3], -1, id="negative"),
        pytest.param([1, 2], [3], 4, id="one too many"),
        pytest.param([], [], 1, id="nothing there"),
    ],
)
def test_a_place_outside_is_refused(
    subject: ModuleType, a: list[int], b: list[int], k: int
) -> None:
    """A place below 1 or above the number of items raises IndexError."""
    check(subject.kth_of_two, a, b, k).raises(
        IndexError, why="places go from 1 to the number of items"
    )


class Ticket:
    """An item that knows `<` and nothing else."""

    def __init__(self, number: int) -> None:
        self.number = number

    def __lt__(self, other: Ticket) -> bool:
        return self.number < other.number

    __eq__ = None  # type: ignore[assignment]
    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Ticket({self.number})"


@pytest.mark.parametrize("k", range(1, 6))
def test_items_need_only_be_less_than_each_other(subject: ModuleType, k: int) -> None:
    """Items that offer `<` alone are found as well."""
    a, b = [Ticket(1), Ticket(4)], [Ticket(2), Ticket(3), Ticket(5)]
    check(subject.kth_of_two, a, b, k).satisfies(
        lambda item: item.number == k, f"Ticket({k})", why="only < is asked of the items"
    )


def test_any_sequence_will_do(subject: ModuleType) -> None:
    """Tuples, texts and ranges are sequences too."""
    check(subject.kth_of_two, (1, 5), range(2, 4), 3).returns(3)
    check(subject.kth_of_two, "ace", "bd", 4).returns("d")
