"""The examples of the statement."""

from __future__ import annotations

import operator
from types import ModuleType

from challenges.shared.testing import check


def test_no_cent_is_lost(subject: ModuleType) -> None:
    """A hundred cents in three equal shares leave one cent, which goes to the first share."""
    check(subject.Money(100, "EUR").split, [1, 1, 1]).returns(
        [subject.Money(cents, "EUR") for cents in (34, 33, 33)],
        why="33.33 each; the cent that is left goes to the first of equals",
    )


def test_five_cents_below_zero(subject: ModuleType) -> None:
    """The text of a small debt has its sign in front and two decimals."""
    check(str, subject.Money(-5, "EUR")).returns("-0.05 EUR")


def test_euros_and_dollars_do_not_add_up(subject: ModuleType) -> None:
    """Adding amounts of two currencies raises CurrencyMismatch."""
    check(operator.add, subject.Money(1, "EUR"), subject.Money(1, "USD")).raises(
        subject.CurrencyMismatch, why="1 cent and 1 cent are 2 cents of nothing"
    )
