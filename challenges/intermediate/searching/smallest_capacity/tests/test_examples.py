"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("weights", "days", "expected", "why"),
    [
        pytest.param([3, 2, 2, 4, 1, 4], 3, 6, "3 + 2, 2 + 4, 1 + 4", id="three days"),
        pytest.param([5, 5], 9, 5, "each parcel has to fit", id="days to spare"),
    ],
)
def test_example(
    subject: ModuleType, weights: list[int], days: int, expected: int, why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.smallest_capacity, weights, days).returns(expected, why=why)
