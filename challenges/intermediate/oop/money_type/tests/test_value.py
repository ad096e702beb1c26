"""An amount is a value: checked when it is made, readable, comparable, and never changed."""

from __future__ import annotations

import operator
from types import ModuleType

import pytest

from challenges.shared.testing import check, live


@pytest.mark.parametrize("cents", [0, 5, -5, 10**30])
def test_an_amount_has_cents_and_a_currency(subject: ModuleType, cents: int) -> None:
    """The two attributes are what the amount was made of."""
    money = subject.Money(cents, "EUR")
    check(getattr, money, "cents").returns(cents)
    check(getattr, money, "currency").returns("EUR")


@pytest.mark.parametrize("cents", [True, 1.0, "1", None], ids=repr)
def test_cents_are_an_int(subject: ModuleType, cents: object) -> None:
    """Cents that are no int, or are a bool, raise TypeError."""
    check(subject.Money, cents, "EUR").raises(TypeError, why="cents are whole numbers")


@pytest.mark.parametrize(
    "currency",
    [
        pytest.param("", id="empty"),
        pytest.param("EU", id="too short"),
        pytest.param("EURO", id="too long"),
        pytest.param("eur", id="small letters"),
        pytest.param("EU1", id="a digit"),
        pytest.param("ÄÖÜ", id="letters beyond Z"),
        pytest.param("EUR\n", id="a line feed at the end"),
        pytest.param(" EUR", id="a space in front"),
        pytest.param(978, id="a number"),
        pytest.param(None, id="None"),
    ],
)
def test_a_currency_is_three_capital_letters(subject: ModuleType, currency: object) -> None:
    """Any other currency raises ValueError."""
    check(subject.Money, 1, currency).raises(ValueError, why="three letters from A to Z")


@pytest.mark.parametrize(
    ("cents", "text"),
    [
        (0, "0.00 EUR"),
        (7, "0.07 EUR"),
        (99, "0.99 EUR"),
        (100, "1.00 EUR"),
        (-99, "-0.99 EUR"),
        (-100, "-1.00 EUR"),
        (-1205, "-12.05 EUR"),
        (10**20 + 1, "1000000000000000000.01 EUR"),
    ],
)
def test_str_shows_two_decimals(subject: ModuleType, cents: int, text: str) -> None:
    """The text has the sign, the whole amount, two decimals and the currency."""
    check(str, subject.Money(cents, "EUR")).returns(text)


@pytest.mark.parametrize("cents", [0, -5, 10**20])
def test_repr_is_code_that_makes_the_amount(subject: ModuleType, cents: int) -> None:
    """What repr gives, eval turns into an equal amount."""
    money = subject.Money(cents, "CHF")

    def makes_the_amount(text: str) -> bool:
        try:
            return bool(eval(text, {"Money": subject.Money}) == money)
        except Exception:
            return False

    check(repr, money).satisfies(
        makes_the_amount, "Python code for an equal amount", why="eval(repr(m)) == m"
    )


@pytest.mark.parametrize(
    ("other", "equal"),
    [
        pytest.param((5, "EUR"), True, id="the same"),
        pytest.param((6, "EUR"), False, id="other cents"),
        pytest.param((-5, "EUR"), False, id="other sign"),
        pytest.param((5, "USD"), False, id="other currency"),
    ],
)
def test_amounts_are_equal_if_cents_and_currency_are(
    subject: ModuleType, other: tuple[int, str], equal: bool
) -> None:
    """Equality looks at both attributes, and answers across currencies too."""
    left, right = subject.Money(5, "EUR"), subject.Money(*other)
    check(operator.eq, left, right).returns(equal, why="both cents and currency count")
    check(operator.ne, left, right).returns(not equal, why="both cents and currency count")


@pytest.mark.parametrize("other", [5, "0.05 EUR", (5, "EUR"), None], ids=repr)
def test_an_amount_equals_nothing_else(subject: ModuleType, other: object) -> None:
    """A value of another type is not equal, and comparing is no error."""
    check(operator.eq, subject.Money(5, "EUR"), other).returns(False)
    check(operator.ne, subject.Money(5, "EUR"), other).returns(True)


def test_equal_amounts_share_a_hash(subject: ModuleType) -> None:
    """Amounts can be kept in sets and be keys of dicts."""
    check(hash, subject.Money(5, "EUR")).returns(hash(subject.Money(5, "EUR")))
    amounts = [subject.Money(5, "EUR"), subject.Money(5, "EUR"), subject.Money(5, "USD")]
    check(set, amounts).satisfies(lambda found: len(found) == 2, "a set of two amounts")


@pytest.mark.parametrize(("name", "value"), [("cents", 6), ("currency", "USD")])
def test_an_amount_never_changes(subject: ModuleType, name: str, value: object) -> None:
    """Attributes can be neither set nor deleted."""
    money = subject.Money(5, "EUR")
    check(setattr, live(money), name, value).raises(AttributeError, why="a value never changes")
    check(delattr, live(money), name).raises(AttributeError, why="a value never changes")
    assert (money.cents, money.currency) == (5, "EUR")
