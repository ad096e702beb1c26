"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("coins", "amount", "expected", "why"),
    [
        pytest.param([1, 3, 4], 6, [3, 3], "two coins; 4 + 1 + 1 would be three", id="not greedy"),
        pytest.param([4, 6], 7, None, "two even kinds cannot pay an odd amount", id="impossible"),
        pytest.param(
            [5, 2, 10], 18, [10, 2, 2, 2, 2], "after 10 and 5 there would be 3 left", id="stuck"
        ),
    ],
)
def test_example(
    subject: ModuleType, coins: list[int], amount: int, expected: list[int] | None, why: str
) -> None:
    """The examples of the statement hold."""
    check(subject.fewest_coins, coins, amount).returns(expected, why=why)
