"""Any text against the definition."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def periods_by_definition(text: str) -> list[int]:
    """Try 1, 2, 3, … for each prefix. O(n ** 3)."""
    return [
        next(
            period
            for period in range(1, length + 1)
            if all(text[place] == text[place - period] for place in range(period, length))
        )
        for length in range(1, len(text) + 1)
    ]


@pytest.mark.parametrize("length", range(1, 8))
def test_every_row_of_two_letters(subject: ModuleType, length: int) -> None:
    """All texts of up to seven characters of two kinds."""
    for letters in product("ab", repeat=length):
        text = "".join(letters)
        check(subject.prefix_periods, text).returns(periods_by_definition(text))


# Blocks that are put together make texts with long borders.
blocks = st.lists(st.sampled_from(["a", "ab", "aab", "aabaab"]), max_size=8).map("".join)


@given(blocks | st.text("abc", max_size=20))
def test_the_smallest_that_fits(subject: ModuleType, text: str) -> None:
    """Each number is the first period of its prefix, for any text."""
    check(subject.prefix_periods, text).returns(periods_by_definition(text))
