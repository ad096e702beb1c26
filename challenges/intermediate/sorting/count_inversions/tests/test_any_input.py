"""Any sequence against a look at every pair."""

from __future__ import annotations

from itertools import combinations, permutations
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def inversions_among_all_pairs(items: list[int]) -> int:
    """Look at every pair. O(n ** 2)."""
    return sum(later < earlier for earlier, later in combinations(items, 2))


@pytest.mark.parametrize("length", range(6))
def test_every_permutation(subject: ModuleType, length: int) -> None:
    """Up to five different numbers are judged rightly in every order."""
    for items in permutations(range(length)):
        check(subject.count_inversions, [*items]).returns(inversions_among_all_pairs([*items]))


@given(st.lists(st.integers(0, 9), max_size=60))
def test_lists_with_many_equal_items(subject: ModuleType, items: list[int]) -> None:
    """Lists in which most items occur several times are judged rightly."""
    check(subject.count_inversions, items).returns(inversions_among_all_pairs(items))
