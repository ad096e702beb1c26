"""Any amounts against exact fractions and plain ints."""

from __future__ import annotations

import operator
from fractions import Fraction
from math import floor
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

cents = st.integers(-1000, 1000) | st.integers(-(10**20), 10**20)
weights = st.lists(st.integers(0, 9) | st.integers(0, 10**18), min_size=1, max_size=8).filter(any)


def shares_by_definition(amount: int, weights: list[int]) -> list[int]:
    """Round down, then give a cent each to the largest fractions until nothing is left."""
    exact = [Fraction(abs(amount) * weight, sum(weights)) for weight in weights]
    shares = [floor(share) for share in exact]
    waiting = list(range(len(weights)))
    while sum(shares) < abs(amount):
        served = max(waiting, key=lambda place: exact[place] - floor(exact[place]))
        waiting.remove(served)
        shares[served] += 1
    return [-share if amount < 0 else share for share in shares]


@given(cents, weights)
def test_shares_follow_the_definition(subject: ModuleType, amount: int, weights: list[int]) -> None:
    """Any split is exact, to the cent and in the order of the weights."""
    check(subject.Money(amount, "EUR").split, weights).returns(
        [subject.Money(share, "EUR") for share in shares_by_definition(amount, weights)]
    )


@given(cents, cents)
def test_amounts_calculate_and_compare_as_their_cents(
    subject: ModuleType, left: int, right: int
) -> None:
    """Sum, difference, equality and order agree with those of the cents."""
    a, b = subject.Money(left, "EUR"), subject.Money(right, "EUR")
    check(operator.add, a, b).returns(subject.Money(left + right, "EUR"))
    check(operator.sub, a, b).returns(subject.Money(left - right, "EUR"))
    check(operator.eq, a, b).returns(left == right)
    check(operator.lt, a, b).returns(left < right)
    check(operator.ge, a, b).returns(left >= right)


@given(cents)
def test_the_text_tells_the_amount(subject: ModuleType, amount: int) -> None:
    """The text can be read back as the number of cents, whatever its size."""
    check(str, subject.Money(amount, "EUR")).satisfies(
        lambda text: Fraction(text.removesuffix(" EUR")) * 100 == amount, f"{amount} cents"
    )
