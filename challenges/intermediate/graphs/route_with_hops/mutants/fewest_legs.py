"""Breadth first: the way with the fewest legs, and what it costs."""

from __future__ import annotations

from collections import deque
from collections.abc import Sequence


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    queue = deque([(0, [start])])
    seen = {start}
    while queue:
        price, route = queue.popleft()
        if route[-1] == goal:
            return price, route
        if len(route) <= max_legs:
            for origin, target, fare in flights:
                if origin == route[-1] and target not in seen:
                    seen.add(target)
                    queue.append((price + fare, [*route, target]))
    return None
