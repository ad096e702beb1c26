"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.graphs.route_with_hops.tests.oracle import Flights, check_route
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("flights", "airport", "max_legs"),
    [
        pytest.param([("A", "B", 1), ("B", "A", 1)], "A", 3, id="a circle that costs"),
        pytest.param([("A", "B", 0), ("B", "A", 0)], "A", 2, id="a circle for nothing"),
        pytest.param([("A", "A", 7)], "A", 1, id="a round flight"),
        pytest.param([("A", "B", 1)], "A", 0, id="no legs"),
        pytest.param([("A", "B", 1)], "Z", 5, id="no flight touches it"),
    ],
)
def test_who_is_there_need_not_fly(
    subject: ModuleType, flights: Flights, airport: str, max_legs: int
) -> None:
    """From an airport to itself the price is 0 and the route is that airport."""
    check(subject.route_with_hops, flights, airport, airport, max_legs).returns(
        (0, [airport]), why="start and goal are the same"
    )


@pytest.mark.parametrize(
    ("flights", "start", "goal", "max_legs", "why"),
    [
        pytest.param([("A", "B", 1)], "A", "B", 0, "no flight is allowed", id="no legs"),
        pytest.param([("B", "A", 1)], "A", "B", 5, "the flight goes from B to A", id="direction"),
        pytest.param(
            [("A", "B", 1), ("C", "D", 1)], "A", "D", 5, "B and C are not connected", id="a gap"
        ),
        pytest.param(
            [("A", "B", 1), ("B", "C", 1), ("C", "D", 1)],
            "A",
            "D",
            2,
            "the only way has three legs",
            id="one leg too many",
        ),
        pytest.param([("A", "B", 1)], "Z", "B", 5, "no flight leaves Z", id="unknown start"),
        pytest.param([("A", "B", 1)], "A", "Z", 5, "no flight goes to Z", id="unknown goal"),
    ],
)
def test_there_may_be_no_route(
    subject: ModuleType, flights: Flights, start: str, goal: str, max_legs: int, why: str
) -> None:
    """Where no way is short enough the result is None."""
    check(subject.route_with_hops, flights, start, goal, max_legs).returns(None, why=why)


@pytest.mark.parametrize(
    ("flights", "price"),
    [
        pytest.param([("A", "D", 9), ("A", "D", 4), ("A", "D", 6)], 4, id="three flights, one leg"),
        pytest.param([("A", "B", 2), ("A", "B", 5), ("B", "D", 1)], 3, id="dearer one later"),
        pytest.param([("A", "B", 0), ("B", "D", 0)], 0, id="all for nothing"),
        pytest.param(
            [
                ("A", "B", 0),
                ("B", "A", 0),
                ("B", "B", 0),
                ("B", "C", 0),
                ("C", "B", 0),
                ("C", "D", 1),
            ],
            1,
            id="circles for nothing on the way",
        ),
        pytest.param([("C", "D", 1), ("B", "C", 1), ("A", "B", 1)], 3, id="listed from the end"),
        pytest.param(
            [("A", "B", 1), ("B", "D", 99), ("A", "C", 50), ("C", "D", 1)], 51, id="a dear start"
        ),
        pytest.param([("A", "D", 10), ("A", "B", 5), ("B", "D", 5)], 10, id="one leg or two"),
    ],
)
def test_the_cheapest_route_is_found(subject: ModuleType, flights: Flights, price: int) -> None:
    """With legs to spare, the sum of the prices alone decides."""
    check_route(subject, flights, "A", "D", 5, price)
