"""Keeps one table of previous stops, which later rounds write over."""

from __future__ import annotations

from collections.abc import Sequence


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    price_of = {start: 0}
    came_from: dict[str, str] = {}
    for _ in range(max_legs):
        renewed = dict(price_of)
        for origin, target, fare in flights:
            if origin in price_of:
                price = price_of[origin] + fare
                if target not in renewed or price < renewed[target]:
                    renewed[target] = price
                    came_from[target] = origin
        price_of = renewed
    if goal not in price_of:
        return None
    route = [goal]
    while route[-1] != start:
        route.append(came_from[route[-1]])
    return price_of[goal], route[::-1]
