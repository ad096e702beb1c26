"""Shares follow the weights to the cent."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("cents", "weights", "shares", "why"),
    [
        pytest.param(101, [1, 1, 1], [34, 34, 33], "33.67 each; two cents are left", id="two left"),
        pytest.param(100, [1, 2, 3], [17, 33, 50], "16.67 is rounded most", id="fraction first"),
        pytest.param(1, [1, 2], [0, 1], "0.67 is rounded more than 0.33", id="fraction last"),
        pytest.param(5, [3, 7], [2, 3], "1.5 and 3.5 are rounded alike", id="equal fractions"),
        pytest.param(
            10, [1, 1, 5], [2, 1, 7], "1.43, 1.43 and 7.14", id="equal fractions of three"
        ),
        pytest.param(60, [1, 2, 3], [10, 20, 30], "nothing is rounded", id="no rest"),
        pytest.param(7, [0, 1, 0], [0, 7, 0], "no weight, no share", id="weights of zero"),
        pytest.param(3, [0, 1, 1], [0, 2, 1], "nothing of 0.00 was lost", id="zero gets no rest"),
        pytest.param(0, [1, 2], [0, 0], "nothing in, nothing out", id="nothing to split"),
        pytest.param(7, [5], [7], "all of it", id="one share"),
        pytest.param(2, [1] * 5, [1, 1, 0, 0, 0], "0.4 each", id="more shares than cents"),
    ],
)
class TestShares:
    def test_the_largest_fractions_are_rounded_up(
        self, subject: ModuleType, cents: int, weights: list[int], shares: list[int], why: str
    ) -> None:
        """Shares are rounded down, and what is left goes to the largest fractions."""
        check(subject.Money(cents, "EUR").split, weights).returns(
            [subject.Money(share, "EUR") for share in shares], why=why
        )

    def test_a_debt_splits_like_a_credit(
        self, subject: ModuleType, cents: int, weights: list[int], shares: list[int], why: str
    ) -> None:
        """A negative amount splits like the positive one, with the signs turned."""
        check(subject.Money(-cents, "USD").split, weights).returns(
            [subject.Money(-share, "USD") for share in shares], why=f"mirrored: {why}"
        )


@pytest.mark.parametrize(
    ("cents", "weights", "shares"),
    [
        pytest.param(2**54 + 3, [1, 1], [2**53 + 2, 2**53 + 1], id="beyond 2 ** 53"),
        pytest.param(10**30 + 1, [1, 3], [25 * 10**28, 75 * 10**28 + 1], id="thirty digits"),
        pytest.param(10**400, [1, 1], [10**400 // 2] * 2, id="beyond any float"),
        pytest.param(3, [2**53, 2**53 + 1], [1, 2], id="weights beyond 2 ** 53"),
    ],
)
def test_large_numbers_are_exact(
    subject: ModuleType, cents: int, weights: list[int], shares: list[int]
) -> None:
    """Amounts and weights may be larger than what a float holds."""
    check(subject.Money(cents, "EUR").split, weights).returns(
        [subject.Money(share, "EUR") for share in shares], why="no floats anywhere"
    )


def test_weights_may_be_any_iterable(subject: ModuleType) -> None:
    """Weights that can be read only once are enough."""
    check(subject.Money(4, "EUR").split, (weight for weight in (1, 3))).returns(
        [subject.Money(1, "EUR"), subject.Money(3, "EUR")], why="a generator can be read once"
    )


@pytest.mark.parametrize(
    "weights",
    [
        pytest.param([], id="no weights"),
        pytest.param([0, 0], id="all zero"),
        pytest.param([3, -1], id="one negative"),
        pytest.param([-1, -1], id="all negative"),
        pytest.param([1, -1], id="zero together"),
    ],
)
def test_weights_that_mean_nothing_are_refused(subject: ModuleType, weights: list[int]) -> None:
    """Negative weights, only zeros, or none at all raise ValueError."""
    check(subject.Money(100, "EUR").split, weights).raises(ValueError)
