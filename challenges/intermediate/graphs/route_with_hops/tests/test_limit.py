"""Where the cheapest way has too many legs: the limit holds for the price and for the route."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.graphs.route_with_hops.tests.oracle import check_route

LADDER = [("A", "B", 1), ("B", "C", 1), ("C", "D", 1), ("A", "C", 3), ("A", "D", 6), ("B", "D", 4)]


@pytest.mark.parametrize(
    ("max_legs", "price"),
    [
        pytest.param(1, 6, id="one leg"),
        pytest.param(2, 4, id="two legs"),
        pytest.param(3, 3, id="three legs"),
        pytest.param(4, 3, id="more than there are airports on the way"),
        pytest.param(200, 3, id="far more"),
    ],
)
def test_each_leg_more_makes_it_cheaper(subject: ModuleType, max_legs: int, price: int) -> None:
    """Of the same flights, other ones are the best for each limit."""
    check_route(subject, LADDER, "A", "D", max_legs, price)
    check_route(subject, LADDER[::-1], "A", "D", max_legs, price)


def test_a_dear_way_to_a_stop_may_be_needed(subject: ModuleType) -> None:
    """B is cheapest with two legs, and then the third is one too many."""
    flights = [("A", "C", 1), ("C", "B", 1), ("A", "B", 5), ("B", "D", 1)]
    check_route(subject, flights, "A", "D", 2, 6)
    check_route(subject, flights, "A", "D", 3, 3)


def test_a_dear_way_to_a_stop_far_from_the_goal(subject: ModuleType) -> None:
    """B is cheapest with two legs, of four that the whole way then takes."""
    flights = [("A", "C", 1), ("C", "B", 1), ("A", "B", 5), ("B", "E", 1), ("E", "D", 1)]
    check_route(subject, flights, "A", "D", 3, 7)
    check_route(subject, flights, "A", "D", 4, 4)


def test_the_route_is_that_of_the_price(subject: ModuleType) -> None:
    """D is reached with two legs, while C and B still become cheaper."""
    flights = [("A", "B", 9), ("B", "D", 9), ("A", "C", 1), ("C", "B", 1), ("C", "E", 1)]
    check_route(subject, flights, "A", "D", 2, 18)


def test_a_stop_that_becomes_cheaper_too_late(subject: ModuleType) -> None:
    """A way with four legs joins the one with three at a stop before the goal."""
    cheap = [("A", "B", 1), ("B", "C", 1), ("C", "D", 1), ("D", "E", 1)]
    flights = [*cheap, ("A", "F", 4), ("F", "D", 4)]
    check_route(subject, flights, "A", "E", 3, 9)
    check_route(subject, flights, "A", "E", 4, 4)


def test_a_circle_does_not_help(subject: ModuleType) -> None:
    """A circle for nothing uses up legs and gains nothing."""
    flights = [("A", "B", 0), ("B", "A", 0), ("B", "C", 5), ("C", "D", 5), ("A", "D", 11)]
    check_route(subject, flights, "A", "D", 3, 10)
    check_route(subject, flights, "A", "D", 2, 11)
