"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Iterator
from types import ModuleType

import pytest

from challenges.shared.testing import check

Span = tuple[int, int]


@pytest.mark.parametrize(
    ("busy", "expected", "why"),
    [
        pytest.param([(10, 20)], [(0, 10), (20, 60)], "before and after it", id="in the middle"),
        pytest.param([(0, 20)], [(20, 60)], "it starts with the day", id="at the start"),
        pytest.param([(20, 60)], [(0, 20)], "it ends with the day", id="at the end"),
        pytest.param([(0, 60)], [], "no minute is left", id="all day"),
        pytest.param([(0, 30), (30, 60)], [], "one starts when the other ends", id="in two parts"),
        pytest.param(
            [(0, 59)], [(59, 60)], "one minute is left, and one is enough", id="all but a minute"
        ),
    ],
)
def test_where_appointments_lie(
    subject: ModuleType, busy: list[Span], expected: list[Span], why: str
) -> None:
    """Gaps begin and end with the day, or where appointments end and begin."""
    check(subject.free_slots, busy, (0, 60)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("busy", "expected", "why"),
    [
        pytest.param(
            [(30, 40), (10, 20)],
            [(0, 10), (20, 30), (40, 60)],
            "the second one comes first",
            id="backwards",
        ),
        pytest.param(
            [(10, 50), (20, 30)],
            [(0, 10), (50, 60)],
            "the short one ends first, and the long one goes on",
            id="one inside the other",
        ),
        pytest.param(
            [(10, 50), (20, 30), (35, 40)],
            [(0, 10), (50, 60)],
            "between the short ones the long one goes on",
            id="two inside one",
        ),
        pytest.param(
            [(20, 30), (20, 50), (20, 40)],
            [(0, 20), (50, 60)],
            "the longest of the three decides",
            id="the same start",
        ),
        pytest.param(
            [(10, 20), (10, 20)], [(0, 10), (20, 60)], "twice makes no difference", id="the same"
        ),
        pytest.param(
            [(20, 30), (10, 20)], [(0, 10), (30, 60)], "from 10 to 30 without a gap", id="touching"
        ),
    ],
)
def test_appointments_overlap_in_any_way(
    subject: ModuleType, busy: list[Span], expected: list[Span], why: str
) -> None:
    """What counts is when somebody is busy, however many are."""
    check(subject.free_slots, busy, (0, 60)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("busy", "expected", "why"),
    [
        pytest.param([(0, 500)], [], "it covers the day", id="longer than the day"),
        pytest.param([(50, 110)], [(110, 160)], "it has begun before", id="over the start"),
        pytest.param([(150, 170)], [(100, 150)], "it goes on after", id="over the end"),
        pytest.param([(20, 30)], [(100, 160)], "it is over", id="before the day"),
        pytest.param([(20, 100)], [(100, 160)], "it ends as the day starts", id="up to the day"),
        pytest.param([(170, 180)], [(100, 160)], "it is still to come", id="after the day"),
        pytest.param([(160, 180)], [(100, 160)], "it starts as the day ends", id="from its end"),
        pytest.param(
            [(-50, -40), (120, 130), (400, 401)],
            [(100, 120), (130, 160)],
            "only one of them is within the day",
            id="around the day",
        ),
    ],
)
def test_only_the_day_counts(
    subject: ModuleType, busy: list[Span], expected: list[Span], why: str
) -> None:
    """Appointments are cut to the day, and gaps do not leave it."""
    check(subject.free_slots, busy, (100, 160)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("busy", "expected", "why"),
    [
        pytest.param([(30, 30)], [(0, 60)], "it takes no time", id="empty"),
        pytest.param([(40, 20)], [(0, 60)], "it takes no time", id="ends before it starts"),
        pytest.param([(70, -10)], [(0, 60)], "it takes no time", id="backwards over the day"),
        pytest.param(
            [(10, 20), (50, 15), (30, 40)],
            [(0, 10), (20, 30), (40, 60)],
            "the one in the middle of the list takes no time",
            id="among others",
        ),
    ],
)
def test_what_takes_no_time_splits_nothing(
    subject: ModuleType, busy: list[Span], expected: list[Span], why: str
) -> None:
    """A span that is empty or runs backwards is ignored."""
    check(subject.free_slots, busy, (0, 60)).returns(expected, why=why)


@pytest.mark.parametrize(
    ("min_length", "expected", "why"),
    [
        pytest.param(5, [(0, 15), (20, 30), (45, 60)], "all are long enough", id="5"),
        pytest.param(10, [(0, 15), (20, 30), (45, 60)], "10 minutes are enough for 10", id="10"),
        pytest.param(11, [(0, 15), (45, 60)], "10 minutes are too short for 11", id="11"),
        pytest.param(15, [(0, 15), (45, 60)], "15 minutes are enough for 15", id="15"),
        pytest.param(16, [], "the longest gap has 15 minutes", id="16"),
        pytest.param(61, [], "the day has 60 minutes", id="longer than the day"),
    ],
)
def test_gaps_that_are_too_short_are_left_out(
    subject: ModuleType, min_length: int, expected: list[Span], why: str
) -> None:
    """A gap of exactly the length asked for is long enough."""
    check(subject.free_slots, [(15, 20), (30, 45)], (0, 60), min_length).returns(expected, why=why)


@pytest.mark.parametrize(
    ("busy", "day", "expected", "why"),
    [
        pytest.param(
            [(-80, -70)], (-90, -60), [(-90, -80), (-70, -60)], "minutes are ints", id="before zero"
        ),
        pytest.param(
            [(-10, 10)], (-60, 60), [(-60, -10), (10, 60)], "0 is a minute too", id="around zero"
        ),
        pytest.param(
            [(10**12 + 5, 10**12 + 7)],
            (10**12, 10**12 + 9),
            [(10**12, 10**12 + 5), (10**12 + 7, 10**12 + 9)],
            "minutes are ints",
            id="in a million years",
        ),
    ],
)
def test_days_of_any_time(
    subject: ModuleType, busy: list[Span], day: Span, expected: list[Span], why: str
) -> None:
    """Times may be negative or large."""
    check(subject.free_slots, busy, day).returns(expected, why=why)


class ReadOnce:
    """Appointments that can be read a single time."""

    def __init__(self, spans: list[Span]) -> None:
        self._spans = spans
        self._left = iter(spans)

    def __iter__(self) -> Iterator[Span]:
        return self._left

    def __repr__(self) -> str:
        return f"(span for span in {self._spans})"


def test_appointments_from_a_generator(subject: ModuleType) -> None:
    """The heap of appointments may be a stream."""
    busy = ReadOnce([(40, 50), (10, 20)])
    check(subject.free_slots, busy, (0, 60)).returns(
        [(0, 10), (20, 40), (50, 60)], why="a generator can be read once"
    )
