"""Any values against the slow function that is given."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.senior.performance.close_pairs.slow import close_pairs as slow
from challenges.shared.testing import check

values = st.lists(st.integers(-8, 8) | st.integers(), max_size=15)


@given(values, st.integers(-1, 6))
def test_the_same_as_slow(subject: ModuleType, values: list[int], gap: int) -> None:
    """Small numbers with equals and near misses, and now and then a large one."""
    check(subject.close_pairs, values, gap).returns(slow(values, gap), why="slow says so")


@given(values, st.data())
def test_a_gap_that_occurs(subject: ModuleType, values: list[int], data: st.DataObject) -> None:
    """The gap is the difference of two of the values, so that equality matters."""
    one, other = (data.draw(st.sampled_from([0, *values])) for _ in range(2))
    gap = abs(one - other)
    check(subject.close_pairs, values, gap).returns(slow(values, gap), why="slow says so")
