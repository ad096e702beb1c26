"""Any text against an oracle that looks at every window."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.shared.testing import check


def shortest_of_all_windows(text: str, need: str) -> tuple[int, int] | None:
    """Look at every window, shortest first and from left to right. O(n ** 3) for a text of n."""
    for length in range(len(text) + 1):
        for start in range(len(text) - length + 1):
            window = text[start : start + length]
            if all(window.count(character) >= need.count(character) for character in set(need)):
                return start, start + length
    return None


NEEDS = ["a", "b", "ab", "aa", "aab", "abb"]


@pytest.mark.parametrize("length", range(6))
def test_every_short_text_of_two_letters(subject: ModuleType, length: int) -> None:
    """All texts of up to five characters of two kinds, with six needs."""
    for letters in product("ab", repeat=length):
        text = "".join(letters)
        for need in NEEDS:
            check(subject.shortest_cover, text, need).returns(shortest_of_all_windows(text, need))


# Few letters, so that repetitions, ties and windows with more than is needed are frequent.
@given(text=st.text("abc", max_size=25), need=st.text("abc", max_size=5))
def test_it_finds_what_a_search_through_all_windows_finds(
    subject: ModuleType, text: str, need: str
) -> None:
    """The result is the first of the shortest windows, for any text and any need."""
    check(subject.shortest_cover, text, need).returns(shortest_of_all_windows(text, need))
