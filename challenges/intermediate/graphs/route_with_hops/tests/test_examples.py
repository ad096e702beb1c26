"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check

FLIGHTS = [("A", "B", 1), ("B", "C", 1), ("A", "C", 5)]


@pytest.mark.parametrize(
    ("flights", "goal", "max_legs", "expected", "why"),
    [
        pytest.param(FLIGHTS, "C", 2, (2, ["A", "B", "C"]), "1 + 1 is less than 5", id="two legs"),
        pytest.param(
            FLIGHTS, "C", 1, (5, ["A", "C"]), "only the direct flight is left", id="one leg"
        ),
        pytest.param([], "B", 9, None, "there are no flights at all", id="no flights"),
    ],
)
def test_example(
    subject: ModuleType,
    flights: list[tuple[str, str, int]],
    goal: str,
    max_legs: int,
    expected: tuple[int, list[str]] | None,
    why: str,
) -> None:
    """The examples of the statement hold."""
    check(subject.route_with_hops, flights, "A", goal, max_legs).returns(expected, why=why)
