"""Patterns with a class that has no end are refused; nothing else is. And no module helps out."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import WrongAnswer, c_calls, check


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param("[", "", id="only a bracket"),
        pytest.param("[", "[", id="a text that looks the same"),
        pytest.param("[!", "a", id="bracket and !"),
        pytest.param("[]", "]", id="the ] is the first character"),
        pytest.param("[!]", "a", id="the ] after ! is the first character"),
        pytest.param("abc[", "abc", id="at the end"),
        pytest.param("abc[d", "abcd", id="at the end, with a member"),
        pytest.param("[a][b", "ab", id="the second class"),
        pytest.param("[a-", "a", id="in a range"),
    ],
)
def test_a_class_has_an_end(subject: ModuleType, pattern: str, text: str) -> None:
    """A bracket that is never closed raises ValueError."""
    check(subject.glob_match, pattern, text).raises(
        ValueError, why="the class has no end: a ] that comes first is a member"
    )


@pytest.mark.parametrize(
    ("pattern", "text"),
    [
        pytest.param("b[", "a", id="the text fails before"),
        pytest.param("a*[", "", id="the text is over before"),
        pytest.param("?[!x", "", id="the text is empty"),
        pytest.param("*[", "abc", id="after a star that could take all"),
    ],
)
def test_the_text_does_not_matter(subject: ModuleType, pattern: str, text: str) -> None:
    """A wrong pattern is refused, even if the text does not match what comes before the mistake."""
    check(subject.glob_match, pattern, text).raises(
        ValueError, why="the pattern is wrong for every text"
    )


def test_no_regular_expression_is_used(subject: ModuleType) -> None:
    """The pattern is matched by code of your own."""
    with c_calls() as calls:
        subject.glob_match("r*.p[xy]?", "report.pyc")
    used = sorted(name for name in calls if name.startswith("Pattern."))
    if used:
        raise WrongAnswer(
            call="glob_match('r*.p[xy]?', 'report.pyc')",
            expected="no use of re or fnmatch",
            got=f"calls of {', '.join(used)}, the work of a regular expression",
            why="writing the matcher is the exercise",
        )
