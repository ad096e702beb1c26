"""Stars, question marks, and everything that stands for itself."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("pattern", "text", "expected", "why"),
    [
        pytest.param("", "", True, "nothing matches nothing", id="both empty"),
        pytest.param("", "a", False, "the a is left over", id="empty pattern"),
        pytest.param("a", "", False, "the a is missing", id="empty text"),
        pytest.param("abc", "abc", True, "each stands for itself", id="the same"),
        pytest.param("abc", "abd", False, "c is not d", id="another character"),
        pytest.param("abc", "ab", False, "c is missing", id="text too short"),
        pytest.param("ab", "abc", False, "the whole text must match", id="text too long"),
        pytest.param("readme", "README", False, "case makes a difference", id="case"),
        pytest.param("a.c", "abc", False, "a dot is a dot", id="a dot"),
        pytest.param("a]!-^b", "a]!-^b", True, "they mean something in a class only", id="signs"),
        pytest.param("\\*", "\\xyz", True, "a backslash is a backslash", id="a backslash"),
        pytest.param("\\?", "?", False, "a backslash escapes nothing", id="no escape"),
        pytest.param("a+(b)|{c}$", "a+(b)|{c}$", True, "they are plain", id="signs of others"),
    ],
)
def test_plain_characters(
    subject: ModuleType, pattern: str, text: str, expected: bool, why: str
) -> None:
    """What is no star, question mark or class stands for itself, and the whole text counts."""
    check(subject.glob_match, pattern, text).returns(expected, why=why)


@pytest.mark.parametrize(
    ("pattern", "text", "expected", "why"),
    [
        pytest.param("?", "a", True, "any character", id="one"),
        pytest.param("?", "", False, "a question mark needs a character", id="none"),
        pytest.param("?", "ab", False, "a question mark takes one only", id="two"),
        pytest.param("a?", "a", False, "a question mark needs a character", id="none at the end"),
        pytest.param("?a", "a", False, "a question mark needs a character", id="none in front"),
        pytest.param("a?c", "abc", True, "b is any character", id="in the middle"),
        pytest.param("a?c", "ac", False, "there is none between a and c", id="none in the middle"),
        pytest.param("???", "ab", False, "three are more than two", id="three for two"),
        pytest.param("?", "\n", True, "a newline is a character", id="a newline"),
        pytest.param("?", "?", True, "a question mark is a character, too", id="itself"),
        pytest.param("?", "\U0001f600", True, "a code point is a character", id="emoji"),
    ],
)
def test_a_question_mark_is_one_character(
    subject: ModuleType, pattern: str, text: str, expected: bool, why: str
) -> None:
    """It takes one, neither none nor two."""
    check(subject.glob_match, pattern, text).returns(expected, why=why)


@pytest.mark.parametrize(
    ("pattern", "text", "expected", "why"),
    [
        pytest.param("*", "", True, "a star may be empty", id="nothing"),
        pytest.param("*", "anything\nat all", True, "any run", id="everything"),
        pytest.param("**", "", True, "two empty stars", id="two stars, nothing"),
        pytest.param("***", "abc", True, "one of them takes all", id="three stars"),
        pytest.param("a*", "a", True, "a star may be empty", id="empty at the end"),
        pytest.param("*a", "a", True, "a star may be empty", id="empty in front"),
        pytest.param("a*b", "ab", True, "a star may be empty", id="empty in the middle"),
        pytest.param("a*", "abc", True, "bc is a run", id="at the end"),
        pytest.param("*c", "abc", True, "ab is a run", id="in front"),
        pytest.param("*b", "abc", False, "the c is left over", id="not to the end"),
        pytest.param("b*", "abc", False, "the a is in front", id="not from the start"),
        pytest.param("a*b", "a*b", True, "a star is a character of the text", id="a star in it"),
        pytest.param("*a*", "bcd", False, "there is no a", id="not there"),
    ],
)
def test_a_star_is_any_run(
    subject: ModuleType, pattern: str, text: str, expected: bool, why: str
) -> None:
    """It takes as many as it has to, also none."""
    check(subject.glob_match, pattern, text).returns(expected, why=why)


@pytest.mark.parametrize(
    ("pattern", "text", "expected", "why"),
    [
        pytest.param("*ab", "aab", True, "the star takes the first a", id="one more"),
        pytest.param("*ab", "abab", True, "the star takes the first ab", id="not the first one"),
        pytest.param("a*bc", "abbbc", True, "the star takes bb", id="several tries"),
        pytest.param(
            "*ab*cd", "aababcacd", True, "the second star is tried again", id="the second"
        ),
        pytest.param("*ab*ab", "ab", False, "there is one ab only", id="not twice the same"),
        pytest.param("a*a", "a", False, "there is one a only", id="not both ends"),
        pytest.param("a*ab", "ab", False, "the a in front is taken already", id="no way back"),
        pytest.param("*ab*", "bxa", False, "b comes before a", id="not around the end"),
        pytest.param("*?b", "ab", True, "an empty star, and a for the question mark", id="*?"),
        pytest.param("?*b", "b", False, "b is gone when b is asked for", id="?*"),
        pytest.param("*.tar.*", "x.tar.tar.gz", True, "the last star takes tar.gz", id="a name"),
        pytest.param("a*b*c", "a-c-b", False, "no c after the b", id="wrong order"),
        pytest.param("a*b?", "abbab", False, "no character after the last b", id="at the end"),
        pytest.param("x*b[0-9]", "xb7b", False, "the text ends with b", id="a match too early"),
    ],
)
def test_a_star_is_given_another_try(
    subject: ModuleType, pattern: str, text: str, expected: bool, why: str
) -> None:
    """The first place where the rest begins to match need not be the right one."""
    check(subject.glob_match, pattern, text).returns(expected, why=why)
