"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("moves", "why"),
    [
        pytest.param([], "nothing has to be paid", id="no movements"),
        pytest.param([0, 0], "nothing moves", id="only zeros"),
        pytest.param([3], "cash comes in", id="one gain"),
        pytest.param([2, 9, 1], "cash only comes in", id="only gains"),
        pytest.param([4, -4], "an empty till is fine", id="down to exactly zero"),
        pytest.param([5, -2, -3, 8, -8], "an empty till is fine", id="twice down to zero"),
    ],
)
def test_nothing_is_needed(subject: ModuleType, moves: list[int], why: str) -> None:
    """A day whose balance never falls below zero needs nothing in the till."""
    check(subject.opening_float, moves).returns(0, why=why)


@pytest.mark.parametrize(
    ("moves", "expected", "why"),
    [
        pytest.param([-7], 7, "7 are paid at once", id="one payment"),
        pytest.param([-1, -2, -4], 7, "each of them is paid", id="only payments"),
        pytest.param([-5, 100], 5, "the gain comes too late for the payment", id="a late gain"),
        pytest.param(
            [-2, 9, -3, -3], 2, "after the gain of 9 no payment is a problem", id="the first dip"
        ),
        pytest.param(
            [3, -4, 6, -900, 950, -1, 2], 895, "the balance falls to 5 - 900", id="a huge dip"
        ),
        pytest.param(
            [-3, 1, -1, 1, -1], 3, "what comes back can be paid out again", id="the same dip again"
        ),
        pytest.param(
            [-1, 1, -2, 2, -3], 3, "the dips to -1, -2 and -3 are not added up", id="deeper dips"
        ),
        pytest.param([0, -6, 0], 6, "0 changes nothing", id="zeros around a payment"),
        pytest.param(
            [10**12, -(10**12) - 1], 1, "every unit counts in large sums", id="large amounts"
        ),
    ],
)
def test_the_deepest_dip_is_what_is_needed(
    subject: ModuleType, moves: list[int], expected: int, why: str
) -> None:
    """The amount is how far the balance of an empty till would fall below zero."""
    check(subject.opening_float, moves).returns(expected, why=why)


@pytest.mark.parametrize(
    ("moves", "expected"),
    [
        pytest.param((2, -5, 1), 3, id="a tuple"),
        pytest.param(range(3, -4, -1), 0, id="a range that ends where it began"),
        pytest.param(range(-3, 3), 6, id="a range"),
    ],
)
def test_any_sequence_of_ints(subject: ModuleType, moves: Sequence[int], expected: int) -> None:
    """Not only lists have an order."""
    check(subject.opening_float, moves).returns(expected, why="any sequence will do")
