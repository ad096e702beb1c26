"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("a", "b", "k", "expected", "why"),
    [
        pytest.param([1, 4, 7], [2, 3], 4, 4, "merged: 1, 2, 3, 4, 7", id="the fourth of five"),
        pytest.param([], [5, 6], 1, 5, "the first of one list", id="one list empty"),
    ],
)
def test_example(
    subject: ModuleType, a: list[int], b: list[int], k: int, expected: int, why: str
) -> None:
    """The k-th item of the merged order is found."""
    check(subject.kth_of_two, a, b, k).returns(expected, why=why)


def test_there_is_no_second_of_one_item(subject: ModuleType) -> None:
    """A place beyond both lists raises IndexError."""
    check(subject.kth_of_two, [1], [], 2).raises(IndexError, why="there is only one item")
