"""Amounts calculate within their currency, and leave strangers to themselves."""

from __future__ import annotations

import operator
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import check

ORDER = [operator.lt, operator.le, operator.gt, operator.ge]


@pytest.mark.parametrize(("left", "right"), [(5, 7), (7, 5), (-5, 5), (0, 0), (10**20, 1)])
def test_sums_and_differences(subject: ModuleType, left: int, right: int) -> None:
    """Amounts of one currency add and subtract to the cent."""
    a, b = subject.Money(left, "EUR"), subject.Money(right, "EUR")
    check(operator.add, a, b).returns(subject.Money(left + right, "EUR"))
    check(operator.sub, a, b).returns(subject.Money(left - right, "EUR"))


@pytest.mark.parametrize("cents", [5, -5, 0])
def test_the_opposite(subject: ModuleType, cents: int) -> None:
    """A minus in front turns the sign."""
    check(operator.neg, subject.Money(cents, "EUR")).returns(subject.Money(-cents, "EUR"))


@pytest.mark.parametrize("factor", [3, -2, 0, 10**20])
def test_multiples(subject: ModuleType, factor: int) -> None:
    """An int multiplies from either side."""
    money = subject.Money(105, "EUR")
    check(operator.mul, money, factor).returns(subject.Money(105 * factor, "EUR"))
    check(operator.mul, factor, money).returns(subject.Money(105 * factor, "EUR"))


def test_sum_with_a_start(subject: ModuleType) -> None:
    """The built-in sum adds amounts to an amount."""
    amounts = [subject.Money(cents, "EUR") for cents in (1, 20, 300)]
    check(sum, amounts, start=subject.Money(0, "EUR")).returns(subject.Money(321, "EUR"))


@pytest.mark.parametrize(("left", "right"), [(-3, 5), (5, -3), (5, 5)])
@pytest.mark.parametrize("compare", ORDER)
def test_order_within_a_currency(
    subject: ModuleType, compare: Callable[[Any, Any], bool], left: int, right: int
) -> None:
    """Amounts of one currency are ordered as their cents are."""
    a, b = subject.Money(left, "EUR"), subject.Money(right, "EUR")
    check(compare, a, b).returns(compare(left, right))


@pytest.mark.parametrize("operation", [operator.add, operator.sub, *ORDER])
def test_currencies_do_not_mix(
    subject: ModuleType, operation: Callable[[Any, Any], object]
) -> None:
    """Sums, differences and order across currencies raise CurrencyMismatch."""
    check(operation, subject.Money(1, "EUR"), subject.Money(1, "USD")).raises(
        subject.CurrencyMismatch, why="there is no rate of exchange"
    )


def test_a_mismatch_is_a_type_error(subject: ModuleType) -> None:
    """Callers that know nothing of currencies can catch TypeError."""
    check(issubclass, subject.CurrencyMismatch, TypeError).returns(True)


@pytest.mark.parametrize("stranger", [0, 1, 1.5, True, "EUR", None], ids=repr)
@pytest.mark.parametrize("operation", [operator.add, operator.sub, *ORDER])
def test_strangers_are_refused_by_python(
    subject: ModuleType, operation: Callable[[Any, Any], object], stranger: object
) -> None:
    """An operand that knows nothing of amounts leads to TypeError, on either side."""
    money = subject.Money(100, "EUR")
    why = f"{stranger!r} has no currency"
    check(operation, money, stranger).raises(TypeError, why=why)
    check(operation, stranger, money).raises(TypeError, why=why)


@pytest.mark.parametrize("factor", [True, False, 1.5, "2", None], ids=repr)
def test_only_ints_multiply(subject: ModuleType, factor: object) -> None:
    """A bool, a float or anything else is no factor."""
    money = subject.Money(100, "EUR")
    check(operator.mul, money, factor).raises(TypeError, why="only an int is a factor")
    check(operator.mul, factor, money).raises(TypeError, why="only an int is a factor")
    check(operator.mul, money, money).raises(TypeError, why="there are no square cents")


class Echo:
    """A stranger that has an answer to everything."""

    def __radd__(self, other: object) -> str:
        return "echo"

    __rsub__ = __rmul__ = __lt__ = __le__ = __gt__ = __ge__ = __radd__

    def __eq__(self, other: object) -> Any:
        return "echo"

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return "Echo()"


@pytest.mark.parametrize(
    "operation", [operator.add, operator.sub, operator.mul, operator.eq, *ORDER]
)
def test_a_stranger_may_answer_itself(
    subject: ModuleType, operation: Callable[[Any, Any], object]
) -> None:
    """An amount leaves an operation it does not know to the other operand."""
    check(operation, subject.Money(1, "EUR"), Echo()).returns(
        "echo", why="an operator that does not know the other type returns NotImplemented"
    )
