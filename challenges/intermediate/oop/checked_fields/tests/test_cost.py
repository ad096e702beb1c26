"""A field does not get slower with the number of instances."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from challenges.shared.testing import at_most, cpu_growth


def test_many_instances(subject: ModuleType) -> None:
    """Twice as many instances take about twice the time."""
    person_class = type("Person", (), {"age": subject.Checked(int, low=0)})

    def instances(size: int) -> tuple[list[Any]]:
        return ([person_class() for _ in range(size)],)

    def set_and_read(people: list[Any]) -> int:
        for age, person in enumerate(people):
            person.age = age
        return sum(person.age for person in people)

    at_most(
        cpu_growth(instances, set_and_read, [50, 100, 200, 400]),
        1.5,
        "as exponent of the growth in time (1 is linear, 2 is quadratic)",
        call="for age, p in enumerate(people): p.age = age, for 50 to 400 people",
        why="a value must be found without a search through all instances",
    )
