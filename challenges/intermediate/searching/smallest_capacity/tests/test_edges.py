"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("weights", "days", "expected", "why"),
    [
        pytest.param([], 1, 0, "there is nothing to ship", id="no parcels"),
        pytest.param([], 5, 0, "there is nothing to ship", id="no parcels and many days"),
        pytest.param([7], 1, 7, "the parcel has to fit", id="one parcel"),
        pytest.param([7], 3, 7, "a parcel is not divided", id="one parcel and many days"),
        pytest.param([1], 1, 1, "the lightest parcel there is", id="weight one"),
    ],
)
def test_hardly_any_parcels(
    subject: ModuleType, weights: list[int], days: int, expected: int, why: str
) -> None:
    """Without parcels the capacity is 0; a single one has to fit."""
    check(subject.smallest_capacity, weights, days).returns(expected, why=why)


@pytest.mark.parametrize("weights", [[], [3, 4]], ids=["no parcels", "two parcels"])
@pytest.mark.parametrize("days", [0, -1])
def test_without_days_nothing_can_be_shipped(
    subject: ModuleType, weights: list[int], days: int
) -> None:
    """Days below 1 raise ValueError, even if there is nothing to ship."""
    check(subject.smallest_capacity, weights, days).raises(ValueError, why="there is no day")


@pytest.mark.parametrize(
    ("weights", "days", "expected", "why"),
    [
        pytest.param([4, 1, 3, 9, 2], 1, 19, "everything goes on one day", id="one day"),
        pytest.param([4, 1, 3, 9, 2], 5, 9, "a day for each parcel", id="as many days as parcels"),
        pytest.param([4, 1, 3, 9, 2], 50, 9, "the heaviest has to fit", id="days to spare"),
        pytest.param([4, 1, 3, 9, 2], 4, 9, "4 + 1 + 3, 9, 2", id="a day is left over"),
        pytest.param(
            [1, 1, 100, 1, 1], 2, 102, "the giant and the two on one side of it", id="a giant"
        ),
        pytest.param([1, 1, 100, 1, 1], 3, 100, "the giant goes alone", id="a giant alone"),
    ],
)
def test_between_the_heaviest_and_all_together(
    subject: ModuleType, weights: list[int], days: int, expected: int, why: str
) -> None:
    """With one day the ship carries everything, with many days it carries the heaviest parcel."""
    check(subject.smallest_capacity, weights, days).returns(expected, why=why)


@pytest.mark.parametrize(
    ("weights", "days", "expected", "why"),
    [
        pytest.param([2, 2, 2, 2, 2, 2], 3, 4, "two parcels a day", id="two a day"),
        pytest.param([2, 2, 2, 2, 2, 2], 4, 4, "a ship for 3 takes one parcel a day", id="uneven"),
        pytest.param([2, 2, 2, 2, 2, 2, 2], 3, 6, "seven parcels: three on some day", id="seven"),
    ],
)
def test_equal_weights(
    subject: ModuleType, weights: list[int], days: int, expected: int, why: str
) -> None:
    """Of equal parcels, the days get as many as they must."""
    check(subject.smallest_capacity, weights, days).returns(expected, why=why)


@pytest.mark.parametrize(
    ("weights", "days", "expected", "why"),
    [
        pytest.param([1, 9, 1, 9], 2, 10, "1 + 9 and 1 + 9", id="light and heavy by turns"),
        pytest.param([9, 1, 1, 9], 2, 10, "9 + 1 and 1 + 9", id="heavy at both ends"),
        pytest.param([1, 9, 9, 1], 2, 10, "1 + 9 and 9 + 1", id="heavy in the middle"),
        pytest.param(
            [9, 9, 1, 1],
            2,
            11,
            "9 and 9 + 1 + 1; 9 + 1 and 9 + 1 change the order",
            id="heavy first",
        ),
        pytest.param([6, 5, 4, 3, 2, 1], 3, 9, "6, 5 + 4 and 3 + 2 + 1", id="lighter and lighter"),
        pytest.param([5, 4, 5, 4, 5], 3, 9, "5 + 4, 5 + 4, 5", id="full to the last unit"),
    ],
)
def test_the_order_stays(
    subject: ModuleType, weights: list[int], days: int, expected: int, why: str
) -> None:
    """A day takes parcels that stand next to each other."""
    check(subject.smallest_capacity, weights, days).returns(expected, why=why)


def test_any_sequence_of_weights(subject: ModuleType) -> None:
    """A tuple or a range is a row of parcels as well."""
    check(subject.smallest_capacity, (3, 2, 2), 2).returns(4, why="3 and 2 + 2")
    check(subject.smallest_capacity, range(1, 6), 2).returns(9, why="1 + 2 + 3 and 4 + 5")
