"""Any stream with any limit against `sorted`."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.sorting.spill_sort.tests.store import check_sorted


@given(st.lists(st.integers(-5, 5), max_size=40), st.integers(1, 8))
def test_the_stream_comes_out_in_order(subject: ModuleType, numbers: list[int], limit: int) -> None:
    """All items come out in order, the readers are few, and no run is left."""
    check_sorted(subject, numbers, limit)
