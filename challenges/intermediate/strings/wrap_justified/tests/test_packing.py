"""Which words share a line, shown on lines that have the right width without being stretched."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "width", "lines", "why"),
    [
        pytest.param("", 5, [], "no word, no line", id="empty"),
        pytest.param(" \n\t ", 5, [], "no word, no line", id="only whitespace"),
        pytest.param("abc", 3, ["abc"], "the word is the line", id="one word, exactly"),
        pytest.param("a", 1, ["a"], "the word is the line", id="one letter, width 1"),
        pytest.param("a b c", 1, ["a", "b", "c"], "each is a line", id="letters, width 1"),
        pytest.param("ab cd", 5, ["ab cd"], "2 + 1 + 2 is 5", id="two words, exactly"),
        pytest.param("ab cd ef", 5, ["ab cd", "ef   "], "the third does not fit", id="one over"),
        pytest.param("abc de f", 4, ["abc ", "de f"], "'de' does not fit behind 'abc'", id="2 + 1"),
        pytest.param("abcd a bc", 4, ["abcd", "a bc"], "'abcd' fills its line", id="a full line"),
        pytest.param(
            "a b c d e f", 5, ["a b c", "d e f"], "three letters and two spaces", id="three a line"
        ),
        pytest.param(
            "aa aaa aa aaa", 6, ["aa aaa", "aa aaa"], "2 + 1 + 3 is 6", id="two a line, exactly"
        ),
        pytest.param("to be", 100, ["to be" + " " * 95], "all fits", id="a line for everything"),
    ],
)
def test_a_line_takes_what_fits(
    subject: ModuleType, text: str, width: int, lines: list[str], why: str
) -> None:
    """A word stays on the line if there is room for it and a space before it."""
    check(subject.wrap_justified, text, width).returns(lines, why=why)


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("ab  cd", id="two blanks"),
        pytest.param("  ab cd ", id="around the words"),
        pytest.param("ab\ncd", id="a newline"),
        pytest.param("ab\tcd", id="a tab"),
        pytest.param("\r\nab \t\n cd\n\n", id="all of them"),
        pytest.param("ab\N{EM SPACE}cd", id="a wide blank"),
        pytest.param("ab\N{NO-BREAK SPACE}cd", id="a blank that should not break"),
    ],
)
def test_words_are_what_split_gives(subject: ModuleType, text: str) -> None:
    """Whitespace of any kind and length separates words, and leaves no other trace."""
    check(subject.wrap_justified, text, 5).returns(["ab cd"], why="the words are 'ab' and 'cd'")


@pytest.mark.parametrize(
    ("text", "width", "lines"),
    [
        pytest.param("self-made", 9, ["self-made"], id="a hyphen is no place to break"),
        pytest.param("é ß", 3, ["é ß"], id="letters beyond ASCII"),
        pytest.param("\U0001f600\U0001f600 x", 4, ["\U0001f600\U0001f600 x"], id="emoji"),
        pytest.param("e\u0301 x", 4, ["e\u0301 x"], id="a combining mark is a character"),
    ],
)
def test_characters_are_code_points(
    subject: ModuleType, text: str, width: int, lines: list[str]
) -> None:
    """The length of a word is what `len` says."""
    check(subject.wrap_justified, text, width).returns(lines, why="that is what len counts")


@pytest.mark.parametrize(
    ("text", "width"),
    [
        pytest.param("abcd", 3, id="the only word"),
        pytest.param("abcd ab", 3, id="the first word"),
        pytest.param("ab ab abcd ab", 3, id="a word in the middle"),
        pytest.param("ab ab abcd", 3, id="the last word"),
        pytest.param("self-made", 8, id="a word with a hyphen"),
        pytest.param("ab", 1, id="two letters, width 1"),
    ],
)
def test_a_word_that_is_too_long_is_refused(subject: ModuleType, text: str, width: int) -> None:
    """Words are not broken, and lines do not get longer."""
    check(subject.wrap_justified, text, width).raises(
        ValueError, why="a word has more characters than a line"
    )
