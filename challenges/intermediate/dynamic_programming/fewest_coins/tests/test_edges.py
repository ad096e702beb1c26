"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType

import pytest

from challenges.intermediate.dynamic_programming.fewest_coins.tests.oracle import check_coins
from challenges.shared.testing import check


@pytest.mark.parametrize("coins", [[], [5], [1, 2, 3]], ids=str)
def test_nothing_is_paid_with_nothing(subject: ModuleType, coins: list[int]) -> None:
    """An amount of 0 takes no coin, whatever there is."""
    check(subject.fewest_coins, coins, 0).returns([], why="0 can be paid, with no coin")


@pytest.mark.parametrize(
    ("coins", "amount", "expected", "why"),
    [
        pytest.param([7], 7, [7], "one coin will do", id="the kind itself"),
        pytest.param([3], 9, [3, 3, 3], "a kind may be used again and again", id="one kind"),
        pytest.param([1], 4, [1, 1, 1, 1], "there is nothing larger", id="ones alone"),
        pytest.param([9, 50, 4], 17, [9, 4, 4], "50 is more than 17", id="a kind too large"),
        pytest.param([2, 5, 2, 5, 5], 9, [5, 2, 2], "twice the same kind is one kind", id="twice"),
        pytest.param([4, 3], 7, [4, 3], "the larger coin comes first", id="largest first"),
        pytest.param((3, 4), 10, [4, 3, 3], "4 + 4 leaves 2", id="a tuple"),
    ],
)
def test_the_only_best_choice(
    subject: ModuleType, coins: Sequence[int], amount: int, expected: list[int], why: str
) -> None:
    """Where one choice is best, it is returned, from the largest coin to the smallest."""
    check(subject.fewest_coins, coins, amount).returns(expected, why=why)


@pytest.mark.parametrize(
    ("coins", "amount", "why"),
    [
        pytest.param([], 5, "there are no coins", id="no kinds"),
        pytest.param([5], 3, "the only kind is too large", id="too large"),
        pytest.param([6, 9, 15], 20, "all kinds are multiples of 3", id="a common divisor"),
        pytest.param([5, 7], 23, "23 is the largest amount they cannot pay", id="just missed"),
    ],
)
def test_what_cannot_be_paid(subject: ModuleType, coins: list[int], amount: int, why: str) -> None:
    """An amount that no coins add up to gives None."""
    check(subject.fewest_coins, coins, amount).returns(None, why=why)


@pytest.mark.parametrize(
    ("coins", "amount", "count", "why"),
    [
        pytest.param([1, 15, 25], 30, 2, "15 + 15", id="largest first takes six"),
        pytest.param([1, 7, 10], 14, 2, "7 + 7", id="largest first takes five"),
        pytest.param([5, 7], 24, 4, "7 + 7 + 5 + 5", id="largest first gets stuck"),
        pytest.param([1, 5, 6, 9], 11, 2, "6 + 5", id="largest first takes three"),
        pytest.param([3, 10, 11], 33, 3, "11 + 11 + 11", id="largest first is right"),
        pytest.param([2, 3, 4, 5], 8, 2, "5 + 3 or 4 + 4", id="two best choices"),
    ],
)
def test_the_largest_coin_first_is_a_trap(
    subject: ModuleType, coins: list[int], amount: int, count: int, why: str
) -> None:
    """The number of coins is the smallest there is."""
    check_coins(subject, coins, amount, count, why=why)


@pytest.mark.parametrize("coins", [[1, 2], []], ids=str)
@pytest.mark.parametrize("amount", [-1, -6])
def test_a_negative_amount_is_refused(subject: ModuleType, coins: list[int], amount: int) -> None:
    """What nobody can pay raises ValueError, whatever coins there are."""
    check(subject.fewest_coins, coins, amount).raises(
        ValueError, why="an amount cannot be negative"
    )
