"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.intermediate.oop.parking_garage.tests.logbook import check_log


def test_two_cars_and_a_bike(subject: ModuleType) -> None:
    """Cars get the car spots in their order, and the bike what is left."""
    check_log(
        subject,
        [(7, "car"), (3, "van"), (5, "car")],
        """
        park A car -> 5  # a car spot before the van spot, and 5 before 7
        park B car -> 7
        park C bike -> 3  # it fits into a van spot
        free bike -> 0  # all three are taken
        leave B -> 7
        free bike -> 1
        """,
        why="a bike fits into the car spot that was left",
    )


def test_a_van_before_a_bike_spot(subject: ModuleType) -> None:
    """A van does not fit, and is not in the garage afterwards."""
    check_log(
        subject,
        [(1, "bike")],
        """
        park V van -> GarageFull  # the only spot is too small
        where V -> None
        """,
        why="it found no spot",
    )
