"""The cost follows flights and legs, not the number of ways."""

from __future__ import annotations

from itertools import pairwise, permutations
from types import ModuleType

import pytest

from challenges.intermediate.graphs.route_with_hops.tests.oracle import fault_of
from challenges.shared.testing import Tally, WrongAnswer, traced_lines

LINES_PER_FLIGHT_AND_LEG = 20
"""A plain solution executes about four lines for each flight in each round."""


class Fare(int):
    """A price that counts how often it is added to something."""

    tally: Tally

    def __new__(cls, value: int, tally: Tally) -> Fare:
        self = super().__new__(cls, value)
        self.tally = tally
        return self

    def __add__(self, other: int) -> int:
        self.tally.add()
        return int(self) + int(other)

    __radd__ = __add__


AIRPORTS = [f"P{number:02}" for number in range(81)]
DOUBLED = [
    (origin, target, fare) for origin, target in pairwise(AIRPORTS[:21]) for fare in (2, 1, 3)
]
EACH_TO_EACH = [
    (origin, target, abs(AIRPORTS.index(target) - AIRPORTS.index(origin)) ** 2)
    for origin, target in permutations(AIRPORTS[:11], 2)
]


@pytest.mark.parametrize(
    ("flights", "goal", "max_legs", "price"),
    [
        pytest.param(DOUBLED, "P20", 20, 20, id="three flights on each of twenty legs"),
        pytest.param(EACH_TO_EACH, "P10", 10, 10, id="a flight from each airport to each"),
        pytest.param(EACH_TO_EACH, "P10", 5, 20, id="half as many legs"),
        pytest.param(
            [(*line, 1) for line in pairwise(AIRPORTS[:5] * 2)], "P04", 200, 4, id="round and round"
        ),
    ],
)
def test_prices_are_added_up_once_for_each_flight_and_leg(
    subject: ModuleType,
    flights: list[tuple[str, str, int]],
    goal: str,
    max_legs: int,
    price: int,
) -> None:
    """At most 2 * max_legs * flights additions, where there are billions of ways."""
    call = f"route_with_hops({len(flights)} flights, 'P00', {goal!r}, {max_legs})"
    tally = Tally(
        2 * max_legs * len(flights),
        "additions of prices",
        call=call,
        why="what counts of the ways to an airport with so many legs is the cheapest one",
    )
    counted = [(origin, target, Fare(fare, tally)) for origin, target, fare in flights]
    answer = subject.route_with_hops(counted, "P00", goal, max_legs)
    tally.limit = None  # what comes now is the test's own
    if fault := fault_of(answer, flights, "P00", goal, max_legs, price):
        raise WrongAnswer(call=call, expected=f"{price} and a route", got=f"{answer}", why=fault)


def test_flights_are_not_searched_for(subject: ModuleType) -> None:
    """On a chain of eighty flights a round looks at each flight a few times."""
    flights = [(origin, target, 1) for origin, target in pairwise(AIRPORTS)]
    answer = traced_lines(
        subject,
        subject.route_with_hops,
        flights,
        AIRPORTS[0],
        AIRPORTS[-1],
        len(flights),
        limit=LINES_PER_FLIGHT_AND_LEG * len(flights) ** 2,
        why="a leg more needs one look at each flight, not one for each airport",
    )
    if answer != (80, AIRPORTS):
        raise WrongAnswer(
            call="route_with_hops(a chain of 80 flights for 1 each, 'P00', 'P80', 80)",
            expected="(80, all airports of the chain)",
            got=f"{answer}",
        )
