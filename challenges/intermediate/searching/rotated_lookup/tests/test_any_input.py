"""Every small rotation against a look at each item, and larger ones at random."""

from __future__ import annotations

from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def position_by_looking(items: list[int], wanted: int) -> int:
    """Look at one item after the other."""
    return next((index for index, item in enumerate(items) if item == wanted), -1)


@pytest.mark.parametrize("length", range(1, 13))
def test_every_rotation_and_every_wanted(subject: ModuleType, length: int) -> None:
    """All that is in the list and all that is between, before and behind is answered rightly."""
    ascending = list(range(1, 2 * length, 2))
    for cut in range(length):
        items = ascending[cut:] + ascending[:cut]
        for wanted in range(2 * length + 1):
            expected = position_by_looking(items, wanted)
            # A call that is right is not checked again: there are thousands.
            if subject.rotated_lookup(items, wanted) != expected:
                check(subject.rotated_lookup, items, wanted).returns(expected)


@given(st.integers(1, 2**40 - 1), st.integers(0, 39), st.integers(-1, 40))
def test_longer_lists(subject: ModuleType, chosen: int, cut: int, wanted: int) -> None:
    """Any set of numbers below 40, cut anywhere, answers rightly for any number."""
    ascending = [number for number in range(40) if chosen >> number & 1]
    cut %= len(ascending)
    items = ascending[cut:] + ascending[:cut]
    check(subject.rotated_lookup, items, wanted).returns(position_by_looking(items, wanted))
