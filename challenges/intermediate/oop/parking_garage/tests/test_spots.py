"""Which spot a vehicle gets, and what is free then."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.parking_garage.tests.logbook import check_log
from challenges.shared.testing import check

ONE_OF_EACH = [(1, "van"), (2, "car"), (3, "bike")]
TWO_OF_EACH = [(6, "bike"), (5, "bike"), (4, "car"), (3, "car"), (2, "van"), (1, "van")]


@pytest.mark.parametrize(
    ("log", "why"),
    [
        pytest.param("park A bike -> 3", "there is a bike spot", id="a bike"),
        pytest.param("park A car -> 2", "there is a car spot", id="a car"),
        pytest.param("park A van -> 1", "only the van spot is large enough", id="a van"),
        pytest.param(
            "park A bike -> 3\npark B bike -> 2\npark C bike -> 1",
            "the larger spots, from small to large",
            id="bikes everywhere",
        ),
        pytest.param(
            "park A car -> 2\npark B car -> 1\npark C car -> GarageFull",
            "a car does not fit into the bike spot",
            id="cars",
        ),
        pytest.param(
            "park A van -> 1\npark B van -> GarageFull",
            "a van does not fit into smaller spots",
            id="vans",
        ),
        pytest.param(
            "park A van -> 1\npark B car -> 2\npark C car -> GarageFull\npark D bike -> 3",
            "the bike spot was free all the time",
            id="a bike after the full",
        ),
    ],
)
def test_the_smallest_size_that_is_free(subject: ModuleType, log: str, why: str) -> None:
    """A vehicle takes no larger spot than it must, whatever the numbers are."""
    check_log(subject, ONE_OF_EACH, log, why)


@pytest.mark.parametrize(
    ("numbers", "order"),
    [
        pytest.param([2, 1, 3], [1, 2, 3], id="mixed"),
        pytest.param([9, 10, 100, 11], [9, 10, 11, 100], id="of different lengths"),
        pytest.param([0, -5, 5, -10], [-10, -5, 0, 5], id="below zero"),
        pytest.param([10**12, 7], [7, 10**12], id="a large one"),
    ],
)
@pytest.mark.parametrize("size", ["bike", "car", "van"])
def test_the_lowest_number(
    subject: ModuleType, numbers: list[int], order: list[int], size: str
) -> None:
    """Among spots of one size, the one with the lowest number is taken first."""
    log = [f"park P{n} {size} -> {n}  # it is the lowest of those that are free" for n in order]
    check_log(subject, [(n, size) for n in numbers], "\n".join(log))


@pytest.mark.parametrize(
    ("log", "why"),
    [
        pytest.param(
            "park A car -> 3\npark B car -> 4\nleave A -> 3\npark C car -> 3",
            "3 is free again",
            id="the first spot again",
        ),
        pytest.param(
            "park A car -> 3\nleave A -> 3\npark B car -> 3",
            "3 is lower than 4, which was free all the time",
            id="a freed spot goes first",
        ),
        pytest.param(
            "park A car -> 3\npark B car -> 4\nleave B -> 4\nleave A -> 3\n"
            "park C car -> 3\npark D car -> 4",
            "the number counts, not who left first",
            id="freed in another order",
        ),
        pytest.param(
            "park A bike -> 5\npark B bike -> 6\npark C bike -> 3\nleave A -> 5\npark D bike -> 5",
            "a bike spot is free again",
            id="back to the small size",
        ),
        pytest.param(
            "park A bike -> 5\npark B bike -> 6\npark C bike -> 3\nleave C -> 3\npark D car -> 3",
            "the bike has left a car spot",
            id="a car after a bike",
        ),
        pytest.param(
            "park A car -> 3\npark B car -> 4\npark C car -> 1\nleave C -> 1\npark D van -> 1",
            "the car has left a van spot",
            id="a van after a car",
        ),
        pytest.param(
            "park A car -> 3\nleave A -> 3\npark A bike -> 5\nleave A -> 5\npark A van -> 1",
            "it left each time before",
            id="the same plate again",
        ),
    ],
)
def test_spots_that_become_free(subject: ModuleType, log: str, why: str) -> None:
    """A spot that was left is free as before, for its own size and in its order."""
    check_log(subject, TWO_OF_EACH, log, why)


@pytest.mark.parametrize(
    ("log", "why"),
    [
        pytest.param("free bike -> 6\nfree car -> 4\nfree van -> 2", "", id="nobody there"),
        pytest.param("park A van -> 1\nfree van -> 1", "one van spot is taken", id="a van: vans"),
        pytest.param("park A van -> 1\nfree car -> 3", "one van spot is taken", id="a van: cars"),
        pytest.param("park A van -> 1\nfree bike -> 5", "one spot is taken", id="a van: bikes"),
        pytest.param("park A bike -> 5\nfree bike -> 5", "a bike spot is taken", id="a bike"),
        pytest.param(
            "park A bike -> 5\nfree car -> 4", "cars cannot use a bike spot", id="a bike: cars"
        ),
        pytest.param(
            "park A bike -> 5\npark B bike -> 6\npark C bike -> 3\nfree car -> 3\nfree van -> 2",
            "the third bike stands in a car spot",
            id="a bike in a car spot",
        ),
        pytest.param(
            "park A van -> 1\npark B van -> 2\nleave A -> 1\nfree van -> 1",
            "one of two has left",
            id="after leaving",
        ),
    ],
)
def test_free_spots(subject: ModuleType, log: str, why: str) -> None:
    """Those count that a vehicle of the size could use."""
    check_log(subject, TWO_OF_EACH, log, why)


@pytest.mark.parametrize(
    ("log", "why"),
    [
        pytest.param("where A -> None", "it never came", id="unknown"),
        pytest.param("park A car -> 2\nwhere A -> 2", "it got 2", id="parked"),
        pytest.param("park A car -> 2\nwhere a -> None", "'a' is not 'A'", id="another plate"),
        pytest.param("park A car -> 2\nleave A -> 2\nwhere A -> None", "it left", id="gone"),
        pytest.param(
            "park A car -> 2\npark B car -> 1\nleave A -> 2\nwhere B -> 1",
            "only A has left",
            id="another one left",
        ),
    ],
)
def test_where_a_vehicle_is(subject: ModuleType, log: str, why: str) -> None:
    """A vehicle is where it was sent, until it leaves."""
    check_log(subject, ONE_OF_EACH, log, why)


def test_a_garage_without_spots(subject: ModuleType) -> None:
    """It is full at once."""
    log = "free bike -> 0\npark A bike -> GarageFull\nwhere A -> None\nfree van -> 0"
    check_log(subject, [], log, "there are no spots")


def test_spots_from_any_iterable(subject: ModuleType) -> None:
    """Spots that can be read only once are enough, and no two garages share any."""
    garage, other = (subject.Garage((n, "car") for n in (2, 1)) for _ in range(2))
    check(garage.park, "A", "car").returns(1, why="the spots are 1 and 2")
    check(other.free, "car").returns(2, why="the car was parked in another garage")
    check(other.where, "A").returns(None, why="the car was parked in another garage")
