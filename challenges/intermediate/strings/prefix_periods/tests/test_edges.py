"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        pytest.param("", [], "there is no prefix to speak of", id="empty"),
        pytest.param("x", [1], "a period is at least 1", id="one character"),
        pytest.param("ab", [1, 2], "a character of its own", id="two different"),
        pytest.param("abcde", [1, 2, 3, 4, 5], "nothing repeats", id="all different"),
        pytest.param("aaaab", [1, 1, 1, 1, 5], "b fits no pattern", id="a disappointment"),
        pytest.param("baaaa", [1, 2, 3, 4, 5], "b never comes again", id="an outsider in front"),
    ],
)
def test_texts_without_a_pattern_or_with_the_simplest(
    subject: ModuleType, text: str, expected: list[int], why: str
) -> None:
    """All characters different, or all but one the same."""
    check(subject.prefix_periods, text).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        pytest.param("abab", [1, 2, 2, 2], "ab|ab", id="twice"),
        pytest.param("ababa", [1, 2, 2, 2, 2], "ab|ab|a", id="twice and a half"),
        pytest.param("abcabcab", [1, 2, 3, 3, 3, 3, 3, 3], "abc|abc|ab", id="cut off"),
        pytest.param("aabaab", [1, 1, 3, 3, 3, 3], "aab|aab", id="a pattern with a repetition"),
        pytest.param("abababx", [1, 2, 2, 2, 2, 2, 7], "x fits no pattern", id="broken at the end"),
        pytest.param("abcabca" * 2, [1, 2, 3, 3, 3, 3, 3] + [7] * 7, "abc breaks", id="a new one"),
        pytest.param("abaa", [1, 2, 2, 3], "aba|a", id="a shorter border is left"),
    ],
)
def test_patterns_that_repeat(
    subject: ModuleType, text: str, expected: list[int], why: str
) -> None:
    """A pattern goes on while it fits, and may be cut off at any place."""
    check(subject.prefix_periods, text).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "last", "why"),
    [
        pytest.param("aabaaa", 4, "aaba|aa: neither aab nor a goes on", id="one border further"),
        pytest.param("aaaaaab", 7, "every shorter a…a fails as well", id="all the way down"),
        pytest.param(
            "abaababaabaababaababb",
            21,
            "b after b: none of the shorter beginnings goes on with it",
            id="down a Fibonacci word",
        ),
        pytest.param(
            "abacabadabacabac", 12, "abacabadabac|abac, after abaca and abad fail", id="a ruler"
        ),
        pytest.param("abcabdabcabc", 9, "abcabdabc|abc", id="the start of the pattern again"),
        pytest.param("aabaabaaa", 7, "aabaaba|aa", id="two borders further"),
    ],
)
def test_a_stitch_that_breaks_the_pattern(
    subject: ModuleType, text: str, last: int, why: str
) -> None:
    """The next longer pattern need not be the whole text, nor the first one that is tried."""
    check(subject.prefix_periods, text).satisfies(
        lambda periods: isinstance(periods, list) and periods[-1:] == [last],
        f"a list that ends with {last}",
        why=why,
    )


@pytest.mark.parametrize(
    ("text", "expected", "why"),
    [
        pytest.param("aA", [1, 2], "case makes a difference", id="case"),
        pytest.param("\n \n", [1, 2, 2], "whitespace is a character, too", id="whitespace"),
        pytest.param("\U0001f600é\U0001f600é", [1, 2, 2, 2], "any character", id="emoji"),
        pytest.param("éé", [1, 1], "one code point each", id="accents in one"),
        pytest.param("e\u0301e\u0301", [1, 2, 2, 2], "two code points each", id="combined accents"),
    ],
)
def test_any_characters(subject: ModuleType, text: str, expected: list[int], why: str) -> None:
    """Characters are code points, and are what they are."""
    check(subject.prefix_periods, text).returns(expected, why=why)
