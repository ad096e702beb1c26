"""What right answers are: the price of all walks, and what a route has to keep to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from types import ModuleType

from challenges.shared.testing import check

Flights = Sequence[tuple[str, str, int]]


def prices_of_all_walks(flights: Flights, start: str, goal: str, legs: int) -> Iterator[int]:
    """Give the price of every walk with at most so many legs, one after the other."""
    if start == goal:
        yield 0
    if legs > 0:
        for origin, target, fare in flights:
            if origin == start:
                for rest in prices_of_all_walks(flights, target, goal, legs - 1):
                    yield fare + rest


def check_route(
    subject: ModuleType, flights: Flights, start: str, goal: str, max_legs: int, price: int
) -> None:
    """Require a route of that price, whichever it is."""
    call = check(subject.route_with_hops, flights, start, goal, max_legs)
    fault = fault_of(call.value, flights, start, goal, max_legs, price)
    legs = "1 leg" if max_legs == 1 else f"{max_legs} legs"
    call.satisfies(
        lambda _: not fault, f"the price {price} and a route of at most {legs}", why=fault
    )


def fault_of(
    answer: object, flights: Flights, start: str, goal: str, max_legs: int, price: int
) -> str:
    """Say what is wrong with an answer that should have that price; "" if nothing is."""
    match answer:
        case None:
            return f"there is a route for {price}"
        case (int() as named, [*route]) if isinstance(answer, tuple):
            pass
        case _:
            return "the form is (price, list of airports)"
    if [*route[:1], *route[-1:]] != [start, goal]:
        return f"a route leads from {start!r} to {goal!r}"
    for origin, target in pairwise(route):
        if not any(flight[:2] == (origin, target) for flight in flights):
            return f"there is no flight from {origin!r} to {target!r}"
    if len(route) - 1 > max_legs:
        return f"this route has {len(route) - 1} legs"
    costs = sum(
        min(fare for origin, target, fare in flights if (origin, target) == leg)
        for leg in pairwise(route)
    )
    if named != price:
        better = "there is a route for" if named > price else "the cheapest route costs"
        return f"{better} {price}"
    return "" if costs == named else f"this route costs {costs}"
