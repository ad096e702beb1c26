"""Any pattern and text against two oracles."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.strings.glob_match.tests.oracle import (
    by_the_library,
    by_the_statement,
)
from challenges.shared.testing import check

TEXTS = ["".join(letters) for length in range(4) for letters in product("ab", repeat=length)]


@pytest.mark.parametrize("length", range(4))
def test_every_short_pattern_without_classes(subject: ModuleType, length: int) -> None:
    """All patterns of up to three of a, b, * and ?, with all texts of up to three letters."""
    for signs in product("ab*?", repeat=length):
        pattern = "".join(signs)
        for text in TEXTS:
            check(subject.glob_match, pattern, text).returns(by_the_statement(pattern, text))


@given(st.text("aab*?", max_size=12), st.text("ab", max_size=16))
def test_many_stars(subject: ModuleType, pattern: str, text: str) -> None:
    """A text matches if there is any way to hand it out to the stars."""
    check(subject.glob_match, pattern, text).returns(by_the_statement(pattern, text))


# Members from both sides of the signs that mean something in a class.
classes = st.builds("[{}{}]".format, st.sampled_from(["", "!"]), st.text("ab]-*", max_size=4))
pieces = st.lists(classes | st.sampled_from(["*", "?", "a", "-", "]"]), max_size=4).map("".join)


@given(pieces, st.text("ab]-!", max_size=5))
def test_classes_and_all_the_rest(subject: ModuleType, pattern: str, text: str) -> None:
    """Patterns with classes mean what they mean in the standard library, or are refused."""
    match_or_refuse(subject, pattern, text, by_the_library(pattern, text))


@given(st.text("ab]-!*[", min_size=1, max_size=4), st.sampled_from("ab]-!*[c"))
def test_a_class_and_a_character(subject: ModuleType, members: str, character: str) -> None:
    """A single class has the members that the statement gives it, or no end."""
    pattern = f"[{members}]"
    match_or_refuse(subject, pattern, character, by_the_statement(pattern, character))


def match_or_refuse(subject: ModuleType, pattern: str, text: str, expected: bool | None) -> None:
    """Require the answer, or ValueError if there is none."""
    if expected is None:
        check(subject.glob_match, pattern, text).raises(ValueError, why="a class has no end")
    else:
        check(subject.glob_match, pattern, text).returns(expected)
