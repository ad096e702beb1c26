"""Any staircase against a walk along every way."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def cheapest_of_all_ways(tolls: list[int], strides: set[int]) -> int | None:
    """Walk every way from the ground up. Exponential."""
    if not tolls:
        return 0
    totals = []

    def climb(height: int, paid: int) -> None:
        if height == len(tolls) + 1:
            totals.append(paid)
        elif height <= len(tolls):
            toll = tolls[height - 1] if height else 0
            for stride in strides:
                climb(height + stride, paid + toll)

    climb(0, 0)
    return min(totals, default=None)


@given(st.lists(st.integers(-4, 9), max_size=8), st.sets(st.integers(1, 6), max_size=3))
def test_no_way_is_cheaper(subject: ModuleType, tolls: list[int], strides: set[int]) -> None:
    """The total is the smallest of all ways, and None where there is none."""
    check(subject.stair_tolls, tolls, strides).returns(cheapest_of_all_ways(tolls, strides))
