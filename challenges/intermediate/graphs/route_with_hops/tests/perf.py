"""Inputs on which the cost of route_with_hops shows."""

from __future__ import annotations

import random


def regional_flights(size: int) -> tuple[list[tuple[str, str, int]], str, str, int]:
    """n flights between n / 4 airports, each to one near by, and at most 20 legs."""
    source = random.Random(size)
    airports = [f"airport {number:05}" for number in range(max(size // 4, 2))]
    flights = []
    for number in range(size):
        here = number % len(airports)
        there = (here + source.randint(1, 40)) % len(airports)
        flights.append((airports[here], airports[there], source.randint(1, 500)))
    return flights, airports[0], airports[-1], 20
