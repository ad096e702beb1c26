"""Rounds that carry the routes along: each is its last airport and the route before it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple


class Offer(NamedTuple):
    """A price, and how it comes about."""

    price: int
    airport: str
    before: Offer | None


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    """Find the cheapest route from one airport to another with a limited number of flights.

    An offer never changes, so that routes share what they have in common, and a later and cheaper
    offer for a stop does not touch the routes that were made of the earlier one.
    """
    best = {start: Offer(0, start, None)}
    latest = best  # only offers of the last round can make new ones
    for _ in range(max_legs):
        found: dict[str, Offer] = {}
        for origin, target, fare in flights:
            if origin in latest:
                price = latest[origin].price + fare
                known = found.get(target) or best.get(target)
                if known is None or price < known.price:
                    found[target] = Offer(price, target, latest[origin])
        best = best | found
        latest = found

    offer = best.get(goal)
    if offer is None:
        return None
    price = offer.price
    route = []
    while offer is not None:
        route.append(offer.airport)
        offer = offer.before
    return price, route[::-1]
