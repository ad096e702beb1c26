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
    raise NotImplementedError("route_with_hops")
