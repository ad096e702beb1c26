"""Any calendar against looking at every minute."""

from __future__ import annotations

from itertools import groupby
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

Span = tuple[int, int]


def look_at_every_minute(busy: list[Span], day: Span, min_length: int) -> list[Span]:
    """Ask for each minute whether anybody is busy, and collect runs of free ones."""
    slots = []
    minutes = range(*day)
    for taken, run in groupby(
        minutes, key=lambda minute: any(start <= minute < end for start, end in busy)
    ):
        free = list(run)
        if not taken and len(free) >= min_length:
            slots.append((free[0], free[-1] + 1))
    return slots


# Spans of -2 to 6 minutes around a day of 20, so that they often touch its ends and each other.
spans = st.tuples(st.integers(-6, 24), st.integers(-2, 6)).map(
    lambda span: (span[0], span[0] + span[1])
)


@given(st.lists(spans, max_size=8), st.integers(-3, 3), st.integers(1, 20), st.integers(1, 4))
def test_the_gaps_are_the_free_minutes(
    subject: ModuleType, busy: list[Span], start: int, length: int, min_length: int
) -> None:
    """The gaps are the runs of minutes in which nobody is busy, for any calendar and any day."""
    day = (start, start + length)
    check(subject.free_slots, busy, day, min_length).returns(
        look_at_every_minute(busy, day, min_length)
    )
