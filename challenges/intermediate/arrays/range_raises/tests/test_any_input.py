"""Any updates against visiting every place of every stretch."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

Update = tuple[int, int, int]


def visit_every_place(size: int, updates: list[Update]) -> list[int]:
    """Follow the statement word for word. O(size * updates)."""
    return [sum(amount for lo, hi, amount in updates if lo <= place < hi) for place in range(size)]


@st.composite
def rows(draw: st.DrawFn) -> tuple[int, list[Update]]:
    """A size, and updates within it."""
    size = draw(st.integers(0, 30))
    ends = st.lists(st.integers(0, size), min_size=2, max_size=2).map(sorted)
    update = st.tuples(ends, st.integers(-9, 9)).map(lambda one: (one[0][0], one[0][1], one[1]))
    return size, draw(st.lists(update, max_size=8))


@given(rows())
def test_each_place_gets_what_concerns_it(
    subject: ModuleType, row: tuple[int, list[Update]]
) -> None:
    """The result at each place is the sum of the amounts whose stretch has it."""
    size, updates = row
    check(subject.range_raises, size, updates).returns(visit_every_place(size, updates))


numbers = st.integers(-1, 4)


@given(st.integers(0, 3), st.tuples(numbers, numbers, st.integers(-2, 2)))
def test_an_update_is_right_or_refused(subject: ModuleType, size: int, update: Update) -> None:
    """Whether an update is refused depends on its range alone."""
    lo, hi, _ = update
    if 0 <= lo <= hi <= size:
        check(subject.range_raises, size, [update]).returns(visit_every_place(size, [update]))
    else:
        check(subject.range_raises, size, [update]).raises(IndexError)
