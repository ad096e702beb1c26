"""Any load against an oracle that tries all ways to divide it."""

from __future__ import annotations

from itertools import combinations, pairwise
from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def capacity_by_all_cuts(weights: list[int], days: int) -> int:
    """Cut the row into days in every way, and take the way whose heaviest day is lightest."""
    places = range(1, len(weights))
    return min(
        max(sum(weights[start:stop]) for start, stop in pairwise([0, *cuts, len(weights)]))
        for used in range(min(days, len(weights)))
        for cuts in combinations(places, used)
    )


@given(st.lists(st.integers(1, 12), min_size=1, max_size=7), st.integers(1, 8))
def test_no_division_is_lighter(subject: ModuleType, weights: list[int], days: int) -> None:
    """The capacity is that of the best of all ways to divide the row into days."""
    check(subject.smallest_capacity, weights, days).returns(capacity_by_all_cuts(weights, days))


@given(st.lists(st.integers(1, 99), max_size=8))
def test_more_days_need_no_greater_ship(subject: ModuleType, weights: list[int]) -> None:
    """From one day to one more the capacity never grows."""
    sizes = [subject.smallest_capacity(weights, days) for days in range(1, len(weights) + 2)]
    check(sorted, sizes, reverse=True).returns(sizes, why="each day more makes it easier")
