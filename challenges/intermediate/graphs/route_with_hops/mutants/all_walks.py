"""Takes every way there is, as deep as the limit allows."""

from __future__ import annotations

from collections.abc import Sequence


def route_with_hops(
    flights: Sequence[tuple[str, str, int]], start: str, goal: str, max_legs: int
) -> tuple[int, list[str]] | None:
    if start == goal:
        return 0, [start]
    best: tuple[int, list[str]] | None = None
    for origin, target, fare in flights if max_legs > 0 else ():
        if origin == start:
            rest = route_with_hops(flights, target, goal, max_legs - 1)
            if rest is not None and (best is None or rest[0] + fare < best[0]):
                best = rest[0] + fare, [start, *rest[1]]
    return best
