"""Any list around any pivot."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.sorting.flag_partition.tests.oracle import check_partition


@pytest.mark.parametrize("length", range(6))
def test_every_short_list(subject: ModuleType, length: int) -> None:
    """Every list of up to five of the numbers 0, 1, 2 falls into its groups around 1."""
    for items in product(range(3), repeat=length):
        check_partition(subject, items, 1)


@given(st.lists(st.integers(0, 9), max_size=40), st.integers(-1, 10))
def test_longer_lists(subject: ModuleType, items: list[int], pivot: int) -> None:
    """Small numbers, many of them level, fall into their groups around any pivot."""
    check_partition(subject, items, pivot)
