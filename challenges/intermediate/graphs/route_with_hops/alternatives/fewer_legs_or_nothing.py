"""Dijkstra's algorithm, which comes back to an airport only with fewer legs than before."""

from __future__ import annotations

import heapq
from collections import defaultdict
from collections.abc import Sequence
from typing import TypeAlias

Route: TypeAlias = "tuple[str, Route] | None"  # the last airport, and the route up to it


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    """Find the cheapest route from one airport to another with a limited number of flights.

    Routes are taken up in order of their prices. One that ends where an earlier one did is worth
    going on with only if it has fewer legs, so an airport is left at most max_legs times.
    """
    from_airport = defaultdict(list)
    for origin, target, fare in flights:
        from_airport[origin].append((target, fare))

    fewest: dict[str, int] = {}
    number = 0  # keeps the heap from comparing routes
    heap: list[tuple[int, int, int, tuple[str, Route]]] = [(0, 0, number, (start, None))]
    while heap:
        price, legs, _, route = heapq.heappop(heap)
        airport = route[0]
        if airport == goal:
            return price, _airports(route)
        if legs >= fewest.get(airport, max_legs):
            continue
        fewest[airport] = legs
        for target, fare in from_airport[airport]:
            number += 1
            heapq.heappush(heap, (price + fare, legs + 1, number, (target, route)))
    return None


def _airports(route: Route) -> list[str]:
    airports = []
    while route is not None:
        airport, route = route
        airports.append(airport)
    return airports[::-1]
