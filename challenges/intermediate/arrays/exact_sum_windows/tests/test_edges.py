"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("values", "target", "expected", "why"),
    [
        pytest.param([], 0, 0, "a stretch has at least one entry", id="no entries, target 0"),
        pytest.param([], 7, 0, "there is no stretch", id="no entries"),
        pytest.param([5], 5, 1, "the entry is the target", id="one entry that fits"),
        pytest.param([5], 4, 0, "5 is not 4", id="one entry that does not fit"),
        pytest.param([5], 0, 0, "the empty stretch does not count", id="one entry, target 0"),
        pytest.param([0], 0, 1, "[0] adds up to 0", id="one zero"),
        pytest.param([1, 2, 3], 0, 0, "all sums are positive", id="only gains, target 0"),
    ],
)
def test_short_ledgers(
    subject: ModuleType, values: list[int], target: int, expected: int, why: str
) -> None:
    """None or one entry, and the empty stretch that never counts."""
    check(subject.exact_sum_windows, values, target).returns(expected, why=why)


@pytest.mark.parametrize(
    ("values", "target", "expected", "why"),
    [
        pytest.param([2, 3, 4], 9, 1, "all three together", id="the whole ledger"),
        pytest.param([2, 3, 4], 5, 1, "2 + 3", id="at the front"),
        pytest.param([2, 3, 4], 7, 1, "3 + 4", id="at the end"),
        pytest.param([2, 3, 4], 6, 0, "2 and 4 are no neighbours", id="not in a row"),
        pytest.param([2, 2, 2, 2], 4, 3, "three pairs of neighbours", id="all entries equal"),
        pytest.param([3, 3], 3, 2, "they look the same and stand apart", id="the same twice"),
        pytest.param([1, 2, 3, 1, 2], 6, 3, "1+2+3, 2+3+1, 3+1+2", id="each overlaps the next"),
    ],
)
def test_stretches_of_positive_entries(
    subject: ModuleType, values: list[int], target: int, expected: int, why: str
) -> None:
    """Where stretches lie, and that those which overlap or look alike count each."""
    check(subject.exact_sum_windows, values, target).returns(expected, why=why)


@pytest.mark.parametrize(
    ("values", "target", "expected", "why"),
    [
        pytest.param([-4], -4, 1, "the entry is the target", id="a negative target"),
        pytest.param([-1, -2, -3], -3, 2, "-1 - 2, and -3", id="only losses"),
        pytest.param([-1, -2, -3], 3, 0, "no sum is positive", id="the target's sign counts"),
        pytest.param([3, -3], 0, 1, "they cancel out", id="up and down"),
        pytest.param([3, -3, 3, -3], 0, 4, "three pairs, and all four", id="twice up and down"),
        pytest.param(
            [2, 0, 0], 2, 3, "zeros at the end make more stretches", id="zeros after the entry"
        ),
        pytest.param(
            [0, 0, 2], 2, 3, "zeros at the front make more stretches", id="zeros before the entry"
        ),
        pytest.param([5, -2, 1, 1], 5, 2, "[5], and all four together", id="away and back"),
        pytest.param([-3, 8], 5, 1, "a loss may come first", id="a loss first"),
        pytest.param([10**9, -(10**9), 1], 1, 2, "[1], and all three together", id="large entries"),
        pytest.param([1, 2], 10**30, 0, "the target may be any int", id="a target out of reach"),
    ],
)
def test_stretches_with_losses_and_zeros(
    subject: ModuleType, values: list[int], target: int, expected: int, why: str
) -> None:
    """Negative entries and zeros bring a sum back to where it has been."""
    check(subject.exact_sum_windows, values, target).returns(expected, why=why)


def test_a_tuple_is_a_sequence(subject: ModuleType) -> None:
    """Not only lists are taken."""
    check(subject.exact_sum_windows, (1, 1, 1), 2).returns(2, why="any sequence will do")
