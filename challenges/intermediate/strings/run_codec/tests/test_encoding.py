"""What texts become."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        pytest.param("", "", "no run", id="empty"),
        pytest.param("a", "a", "a run of one has no length", id="one character"),
        pytest.param("aa", "2a", "two of a kind are a run", id="two"),
        pytest.param("abab", "abab", "neighbours differ", id="no two neighbours equal"),
        pytest.param("abba", "a2ba", "the two a do not touch", id="a run between equal ones"),
        pytest.param("aabbb", "2a3b", "two runs", id="one run after the other"),
        pytest.param("aA", "aA", "case makes a difference", id="upper and lower case"),
        pytest.param("z" * 10, "10z", "lengths are decimal", id="ten"),
        pytest.param("z" * 120 + "y", "120zy", "lengths are decimal", id="a hundred and twenty"),
    ],
)
def test_runs_of_letters(subject: ModuleType, text: str, code: str, why: str) -> None:
    """A run is its length and its character, a single character stands alone."""
    check(subject.encode_runs, text).returns(code, why=why)


@pytest.mark.parametrize(
    ("text", "code", "why"),
    [
        pytest.param("0", "\\0", "a digit is escaped", id="zero"),
        pytest.param("9", "\\9", "a digit is escaped", id="nine"),
        pytest.param("42", "\\4\\2", "each digit is escaped", id="two digits"),
        pytest.param(
            "77", "2\\7", "digits are escaped after a length as well", id="a run of digits"
        ),
        pytest.param("3a", "\\3a", "it must not be read as a length", id="a digit and a letter"),
        pytest.param("222a", "3\\2a", "three times the digit 2", id="a run of 2"),
        pytest.param("\\", "\\\\", "a backslash is escaped", id="a backslash"),
        pytest.param("\\\\\\", "3\\\\", "a run of backslashes", id="three backslashes"),
        pytest.param("\\n", "\\\\n", "two characters, no newline", id="backslash and n"),
        pytest.param("\\4", "\\\\\\4", "both are escaped", id="backslash and digit"),
    ],
)
def test_digits_and_backslashes_are_escaped(
    subject: ModuleType, text: str, code: str, why: str
) -> None:
    """What could be mistaken for a length or an escape has a backslash in front."""
    check(subject.encode_runs, text).returns(code, why=why)


@pytest.mark.parametrize(
    ("text", "code"),
    [
        pytest.param("\n\n\n", "3\n", id="newlines"),
        pytest.param("  \t", "2 \t", id="blanks"),
        pytest.param("a\0\0", "a2\0", id="NUL"),
        pytest.param("\N{GRINNING FACE}" * 2, "2\N{GRINNING FACE}", id="beyond 16 bits"),
        pytest.param("e\N{COMBINING ACUTE ACCENT}" * 2, "e\u0301e\u0301", id="combining marks"),
        pytest.param("\N{ARABIC-INDIC DIGIT THREE}", "\u0663", id="an Arabic digit"),
        pytest.param("\N{SUPERSCRIPT TWO}x", "\N{SUPERSCRIPT TWO}x", id="a superscript"),
        pytest.param("\N{FULLWIDTH DIGIT FIVE}" * 2, "2\uff15", id="full-width digits"),
    ],
)
def test_every_other_character_stands_for_itself(subject: ModuleType, text: str, code: str) -> None:
    """Only ASCII digits are lengths, and each code point is one character."""
    check(subject.encode_runs, text).returns(
        code, why="only the ten ASCII digits and the backslash are escaped"
    )
