"""Any kinds and amounts against a search that pays one more coin at a time."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.dynamic_programming.fewest_coins.tests.oracle import (
    check_coins,
    fewest,
)


# Small enough for an attempt that tries every way: its cost is for the next stage to judge.
@given(st.lists(st.integers(1, 8), max_size=4), st.integers(0, 14))
def test_no_other_coins_are_fewer(subject: ModuleType, coins: list[int], amount: int) -> None:
    """The coins are worth the amount, and no fewer would be."""
    check_coins(subject, coins, amount, fewest(coins, amount))
