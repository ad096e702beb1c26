"""However many stars a pattern has, the work is bounded by the product of both lengths."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import at_most, check, peak_bytes, traced_lines


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("a*" * 12 + "b", "a" * 150, False, id="stars between, and it fails"),
        pytest.param("a*" * 12 + "a", "a" * 150, True, id="stars between, and it matches"),
        pytest.param("*" * 24 + "b", "a" * 150, False, id="stars in a row"),
        pytest.param("*a?" * 8 + "b", "a" * 150, False, id="stars and question marks"),
        pytest.param("*[ab]" * 5 + "[!a]", "a" * 150, False, id="stars and classes"),
        pytest.param("*" + "a" * 20 + "b", "a" * 150, False, id="it fails late each time"),
    ],
)
def test_lines_for_patterns_with_stars(
    subject: ModuleType, pattern: str, text: str, expected: bool
) -> None:
    """At most 40 lines are executed for each pair of characters."""
    found = traced_lines(
        subject,
        subject.glob_match,
        pattern,
        text,
        limit=40 * len(pattern) * len(text),
        why="when a later star has been reached, what the earlier ones took need not be changed",
    )
    assert found is expected


def test_no_table_of_all_pairs(subject: ModuleType) -> None:
    """A pattern of 61 characters and a text of 600 take memory for their sum, not their product."""
    pattern, text = "*a" * 30 + "b", "a" * 600
    at_most(
        peak_bytes(subject.glob_match, pattern, text),
        75_000,
        "bytes at the peak",
        call="glob_match('*a' * 30 + 'b', 'a' * 600)",
        why="what has been found out for one place is needed for the next one only",
        verdict="MLE",
    )


@pytest.mark.parametrize(
    ("pattern", "text", "expected"),
    [
        pytest.param("*" * 5_000, "aaa", True, id="only stars"),
        pytest.param("a" * 5_000, "aaa", False, id="only letters"),
        pytest.param("[a]" * 1_600, "aaa", False, id="only classes"),
        pytest.param("*b", "a" * 5_000, False, id="a letter that is not there"),
        pytest.param("?*a", "a" * 5_000, True, id="nearly all for a star"),
    ],
)
def test_long_patterns_or_texts(
    subject: ModuleType, pattern: str, text: str, expected: bool
) -> None:
    """5,000 characters are no problem, in the pattern or in the text."""
    check(subject.glob_match, pattern, text).returns(
        expected, why="it is long, but not difficult; mind how deep a recursion goes"
    )
