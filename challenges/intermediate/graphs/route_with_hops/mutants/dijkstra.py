"""Dijkstra's algorithm, to which an airport reached more cheaply is done with."""

from __future__ import annotations

import heapq
from collections.abc import Sequence


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    heap = [(0, [start])]
    done = set()
    while heap:
        price, route = heapq.heappop(heap)
        if route[-1] == goal:
            return price, route
        if route[-1] in done or len(route) > max_legs:
            continue
        done.add(route[-1])
        for origin, target, fare in flights:
            if origin == route[-1]:
                heapq.heappush(heap, (price + fare, [*route, target]))
    return None
