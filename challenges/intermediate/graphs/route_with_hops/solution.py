"""Cheapest route with few legs: the least price with a limited number of flights."""

from __future__ import annotations

from collections.abc import Sequence


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    """Find the cheapest route from one airport to another with a limited number of flights.

    Args:
        flights: (from, to, price) each, in one direction; prices are 0 or more.
        start: where the route begins.
        goal: where it ends.
        max_legs: the highest number of flights, 0 or more.

    Returns:
        The price and the airports from start to goal, of any cheapest route; None if there is no
        route with so few flights.

    Complexity:
        O(max_legs * flights) time.
    """
    price_of = {start: 0}  # with at most as many legs as there were rounds
    rounds: list[dict[str, str]] = []  # in each: whence an airport has become cheaper
    for _ in range(max_legs):
        renewed = dict(price_of)  # reading from the old table keeps a round at one leg
        came_from = {}
        for origin, target, fare in flights:
            if origin in price_of:
                price = price_of[origin] + fare
                if target not in renewed or price < renewed[target]:
                    renewed[target] = price
                    came_from[target] = origin
        if not came_from:
            break
        price_of = renewed
        rounds.append(came_from)
    if goal not in price_of:
        return None

    route = [goal]
    for came_from in reversed(rounds):
        # Where a round has not made it cheaper, the airport had been reached before.
        if route[-1] in came_from:
            route.append(came_from[route[-1]])
    return price_of[goal], route[::-1]
