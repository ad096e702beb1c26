"""Any offer against trying every subset."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.dynamic_programming.weighted_shifts.tests.oracle import (
    Shift,
    check_shifts,
    highest_total,
)

# A short day, so that shifts often touch, overlap, and share a start or an end.
shifts = st.tuples(st.integers(0, 7), st.integers(1, 5), st.integers(0, 9)).map(
    lambda shift: (shift[0], shift[0] + shift[1], shift[2])
)


@given(st.lists(shifts, max_size=8))
def test_no_subset_pays_more(subject: ModuleType, shifts: list[Shift]) -> None:
    """The choice is allowed, and no other one pays more."""
    check_shifts(subject, shifts, highest_total(shifts))
