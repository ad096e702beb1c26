"""Inputs on which the cost of Garage shows, and what is done with them."""

from __future__ import annotations

from types import ModuleType


def cars(size: int) -> tuple[list[str]]:
    """There are n cars."""
    return ([f"P-{number}" for number in range(size)],)


def fill_and_exchange(subject: ModuleType, plates: list[str]) -> int:
    """Fills a garage with as many spots, and lets each car leave and come back."""
    garage = subject.Garage((number, "car") for number in range(len(plates)))
    for plate in plates:
        garage.park(plate, "car")
    for plate in plates[::2]:
        garage.leave(plate)
    return sum(garage.park(plate, "bike") for plate in plates[::2])
