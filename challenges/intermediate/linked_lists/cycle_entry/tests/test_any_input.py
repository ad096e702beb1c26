"""Any list: its builder knows where it runs back to."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.linked_lists.cycle_entry.tests.oracle import check_entry


@given(values=st.lists(st.integers(0, 2), max_size=24), data=st.data())
def test_it_finds_the_loop_that_was_built(
    subject: ModuleType, values: list[int], data: st.DataObject
) -> None:
    """Entry and length are those of the list as it was linked, or None."""
    places = st.integers(0, len(values) - 1) if values else st.nothing()
    check_entry(subject, values, data.draw(st.none() | places, label="the last node leads to"))
