"""Splitting costs as much as sorting the shares."""

from __future__ import annotations

from types import ModuleType

from challenges.shared.testing import at_most, cpu_growth, traced_lines

AMOUNT = 10**12 + 7


def uneven_weights(size: int) -> list[int]:
    """Weights whose shares have many different fractions."""
    return [7 * place % 1009 + 1 for place in range(size)]


def test_lines_for_a_thousand_shares(subject: ModuleType) -> None:
    """At most 60 lines are executed for each share; a plain solution takes fifteen."""
    weights = uneven_weights(1000)
    shares = traced_lines(
        subject,
        subject.Money(AMOUNT, "EUR").split,
        weights,
        limit=60 * len(weights),
        why="each share needs to be looked at a few times only",
    )
    assert sum(share.cents for share in shares) == AMOUNT


def test_time_grows_like_the_number_of_shares(subject: ModuleType) -> None:
    """Twice as many shares take about twice the time."""
    at_most(
        cpu_growth(
            lambda size: (uneven_weights(size),),
            subject.Money(AMOUNT, "EUR").split,
            [400, 800, 1600, 3200],
        ),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="Money(10**12 + 7, 'EUR').split(weights), for 400 to 3200 weights",
        why="the largest fractions can be found all at once, by sorting",
    )
