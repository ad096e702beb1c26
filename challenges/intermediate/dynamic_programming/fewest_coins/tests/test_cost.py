"""Each amount is worked out once, from each kind of coin, however large it is."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.dynamic_programming.fewest_coins.tests.oracle import check_coins
from challenges.shared.testing import traced_lines


@pytest.mark.parametrize(
    ("coins", "amount", "count"),
    [
        pytest.param([1, 2, 5], 300, 60, id="300 with small coins"),
        pytest.param([7, 11, 13, 17], 700, 42, id="700 with odd coins"),
        pytest.param([2, 4, 6, 8, 10, 12], 701, None, id="701 with even coins"),
    ],
)
def test_lines(subject: ModuleType, coins: list[int], amount: int, count: int | None) -> None:
    """At most 12 lines are executed for each amount up to this one and each kind."""
    found = traced_lines(
        subject,
        subject.fewest_coins,
        coins,
        amount,
        limit=12 * amount * len(coins),
        why="the best choice for an amount is needed often, and worked out once",
    )
    assert found is None if count is None else len(found) == count


@pytest.mark.parametrize(
    ("coins", "amount", "count", "why"),
    [
        pytest.param([1], 20_000, 20_000, "each coin is worth 1", id="twenty thousand ones"),
        pytest.param([499, 2], 20_001, 309, "39 * 499 + 270 * 2", id="large and small ones"),
    ],
)
def test_large_amounts(
    subject: ModuleType, coins: list[int], amount: int, count: int, why: str
) -> None:
    """A chain of thousands of coins is no deeper a question than one of ten."""
    check_coins(subject, coins, amount, count, why=why)
