"""What raises, and that nothing has changed then."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.intermediate.oop.parking_garage.tests.logbook import check_log
from challenges.shared.testing import check

SPOTS = [(1, "car"), (2, "car"), (3, "van")]


@pytest.mark.parametrize(
    ("spots", "why"),
    [
        pytest.param([(1, "car"), (1, "car")], "there are two spots 1", id="the same spot twice"),
        pytest.param([(1, "car"), (2, "van"), (1, "van")], "there are two spots 1", id="two sizes"),
        pytest.param([(1, "car"), (2, "truck")], "there are no such spots", id="a truck's spot"),
        pytest.param([(1, "Car")], "sizes are written small", id="a capital letter"),
        pytest.param([(1, "")], "that is no size", id="no size"),
    ],
)
def test_spots_that_cannot_be(subject: ModuleType, spots: list[tuple[int, str]], why: str) -> None:
    """Numbers that come twice and unknown sizes raise ValueError."""
    check(subject.Garage, spots).raises(ValueError, why=why)


@pytest.mark.parametrize(
    "log",
    [
        pytest.param(
            """
            park A car -> 1
            park A car -> KeyError  # A is in the garage
            where A -> 1            # it is still at its first spot
            park B car -> 2         # the second call of A took no spot
            """,
            id="parked twice",
        ),
        pytest.param(
            """
            park A car -> 1
            park A van -> KeyError  # A is in the garage
            free van -> 1           # the second call of A took no spot
            leave A -> 1            # it is still at its first spot
            free car -> 3           # and took only that
            """,
            id="parked twice, as a car and as a van",
        ),
        pytest.param(
            """
            park A car -> 1
            park B car -> 2
            park C car -> 3
            park B car -> KeyError  # B is in the garage, full or not
            """,
            id="parked twice in a full garage",
        ),
        pytest.param(
            """
            leave A -> KeyError     # A never came
            free car -> 3           # nobody has left
            """,
            id="never came",
        ),
        pytest.param(
            """
            park A car -> 1
            leave A -> 1
            leave A -> KeyError     # A has left
            free car -> 3           # three spots are all there are
            park B car -> 1
            park C car -> 2         # spot 1 is there once
            """,
            id="left twice",
        ),
        pytest.param(
            """
            park A van -> 3
            park B van -> GarageFull
            leave B -> KeyError     # B did not get in
            leave A -> 3
            park B van -> 3         # now there is a spot for B
            """,
            id="refused, then let in",
        ),
        pytest.param(
            """
            park A truck -> ValueError
            where A -> None         # it did not get in
            free bike -> 3          # all spots are free
            park A car -> 1         # as a car it may come
            """,
            id="an unknown size",
        ),
        pytest.param("free truck -> ValueError  # nobody knows its size", id="asking for a truck"),
    ],
)
def test_a_refused_call_changes_nothing(subject: ModuleType, log: str) -> None:
    """After an error all is as it was before."""
    check_log(subject, SPOTS, log)


def test_full_is_an_error_of_its_own(subject: ModuleType) -> None:
    """GarageFull is neither of the others, so callers can tell them apart."""
    for other in (KeyError, ValueError):
        check(issubclass, subject.GarageFull, other).returns(
            False, why="a full garage is no mistake of the caller"
        )
