"""Any day against trying the amounts one by one."""

from __future__ import annotations

from itertools import accumulate, count
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def pays_everything(opening: int, moves: list[int]) -> bool:
    """Say whether a till opened with that much can make all payments."""
    return min(accumulate(moves, initial=opening)) >= 0


@given(st.lists(st.integers(-9, 9), max_size=8))
def test_the_first_amount_that_works(subject: ModuleType, moves: list[int]) -> None:
    """The result is the first of 0, 1, 2, … with which every payment can be made."""
    smallest = next(amount for amount in count() if pays_everything(amount, moves))
    check(subject.opening_float, moves).returns(smallest)


@given(st.lists(st.integers(-(10**12), 10**12), max_size=30))
def test_enough_and_not_one_too_much(subject: ModuleType, moves: list[int]) -> None:
    """With the result the till can pay, with one less it cannot."""
    (
        check(subject.opening_float, moves)
        .satisfies(lambda amount: type(amount) is int and amount >= 0, "an int of at least 0")
        .satisfies(lambda amount: pays_everything(amount, moves), "enough for every payment")
        .satisfies(
            lambda amount: amount == 0 or not pays_everything(amount - 1, moves),
            "no more than is needed: with one less, a payment fails",
        )
    )
