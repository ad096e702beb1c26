"""The size of the garage hardly matters, in whatever order vehicles come and go."""

from __future__ import annotations

from math import log2
from types import ModuleType
from typing import Any

import pytest

from challenges.shared.testing import CountedInt, Tally, at_most, cpu_growth, traced_lines

SPOTS = 1024
PER_CALL = int(8 * log2(SPOTS) + 20)
WHY = "the lowest free number is found without looking at all of them"

ORDERS = pytest.mark.parametrize("step", [1, -1, 7], ids=["in order", "backwards", "mixed"])


def park_all(garage: Any, plates: list[str]) -> None:
    """Let cars in."""
    for plate in plates:
        garage.park(plate, "car")


def exchange(garage: Any, plates: list[str], step: int) -> None:
    """Let cars leave one after the other, in another order, and then in again."""
    for place in range(len(plates)):
        garage.leave(plates[place * step % len(plates)])
    park_all(garage, plates)


@ORDERS
def test_an_empty_garage(subject: ModuleType, step: int) -> None:
    """Where 1,024 spots are free, a call compares or hashes numbers 100 times at most."""
    tally = Tally(
        None,
        "comparisons and hashes of numbers",
        call=f"a garage of {SPOTS} spots: 60 cars park, leave, and park again",
        why=WHY,
    )
    garage = subject.Garage((CountedInt(number, tally), "car") for number in range(SPOTS))
    plates = [f"P{number}" for number in range(60)]
    tally.count, tally.limit = 0, 3 * len(plates) * PER_CALL
    park_all(garage, plates)
    exchange(garage, plates, step)
    assert garage.where("P59") == 59


@ORDERS
def test_a_full_garage(subject: ModuleType, step: int) -> None:
    """Where 1,024 spots are taken, parking and leaving take 100 lines at most on average."""
    garage = subject.Garage((number, "car") for number in range(SPOTS))
    plates = [f"P{number}" for number in range(SPOTS)]
    park_all(garage, plates)
    some = plates[500:560]

    def sixty_cars_leave_and_park() -> None:
        exchange(garage, some, step)

    traced_lines(subject, sixty_cars_leave_and_park, limit=2 * len(some) * PER_CALL, why=WHY)
    assert garage.where("P559") == 559


def test_time_in_larger_garages(subject: ModuleType) -> None:
    """In a garage of eight times the spots, parking and leaving take about the same time."""
    plates = [f"P{number}" for number in range(50)]

    def empty_garage(size: int) -> tuple[Any, list[str], int]:
        garage = subject.Garage((number, "car") for number in range(size))
        park_all(garage, plates)
        return garage, plates, 7

    at_most(
        cpu_growth(empty_garage, exchange, [400, 800, 1600, 3200]),
        0.5,
        "as exponent of the growth in time (0 is none, 1 is linear)",
        call="50 cars leave and park again, in garages of 400 to 3200 spots",
        why=WHY,
    )


@pytest.mark.parametrize("call", ["free('bike')", "where('P300')"])
def test_questions_cost_nothing(subject: ModuleType, call: str) -> None:
    """Asking takes no more lines in a large garage than in a small one."""
    garage = subject.Garage((number, "car") for number in range(2 * SPOTS))
    park_all(garage, [f"P{number}" for number in range(SPOTS)])

    def ask() -> Any:
        return eval(f"garage.{call}", {"garage": garage})

    ask.__name__ = f"garage_of_{2 * SPOTS}_spots.{call.partition('(')[0]}"
    answer = traced_lines(subject, ask, limit=60, why="what is asked can be kept up to date")
    assert answer == (SPOTS if call.startswith("free") else 300)
