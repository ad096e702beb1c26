"""Any ledger against adding up every stretch."""

from __future__ import annotations

from itertools import combinations, product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def add_up_every_stretch(values: list[int], target: int) -> int:
    """Follow the statement word for word. O(n ** 3)."""
    ends = combinations(range(len(values) + 1), 2)
    return sum(sum(values[start:stop]) == target for start, stop in ends)


@pytest.mark.parametrize("target", [-2, -1, 0, 1, 2])
def test_every_ledger_of_three_small_entries(subject: ModuleType, target: int) -> None:
    """All ledgers of three entries from -1 to 1."""
    for entries in product([-1, 0, 1], repeat=3):
        values = list(entries)
        check(subject.exact_sum_windows, values, target).returns(
            add_up_every_stretch(values, target)
        )


# Small numbers, so that many stretches have the same sum.
@given(st.lists(st.integers(-3, 3), max_size=14), st.integers(-5, 5))
def test_it_counts_what_adding_up_counts(
    subject: ModuleType, values: list[int], target: int
) -> None:
    """The result is the number of stretches with that sum, for any values and any target."""
    check(subject.exact_sum_windows, values, target).returns(add_up_every_stretch(values, target))
