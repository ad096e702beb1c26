"""Any two sorted lists against sorting both together."""

from __future__ import annotations

from itertools import combinations_with_replacement
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check

SMALL = [
    list(items) for length in range(4) for items in combinations_with_replacement(range(3), length)
]
"""All sorted lists of up to three of the numbers 0, 1, 2."""


@pytest.mark.parametrize("a", SMALL, ids=str)
def test_every_pair_of_small_lists(subject: ModuleType, a: list[int]) -> None:
    """Every place of every pair of lists of up to three small numbers is right."""
    for b in SMALL:
        for k, expected in enumerate(sorted(a + b), start=1):
            check(subject.kth_of_two, a, b, k).returns(expected)


sorted_lists = st.lists(st.integers(-20, 20), max_size=30).map(sorted)


@given(sorted_lists, sorted_lists, st.data())
def test_longer_lists(subject: ModuleType, a: list[int], b: list[int], data: st.DataObject) -> None:
    """A place in two lists of any lengths is the one of the sorted whole."""
    merged = sorted(a + b)
    if merged:
        k = data.draw(st.integers(1, len(merged)), label="k")
        check(subject.kth_of_two, a, b, k).returns(merged[k - 1])
