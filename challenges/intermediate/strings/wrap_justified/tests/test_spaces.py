"""How the spaces of a line are shared among its gaps."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("words", "width", "line", "why"),
    [
        pytest.param("a b", 5, "a   b", "one gap takes all", id="one gap"),
        pytest.param("a b c", 7, "a  b  c", "4 spaces, 2 gaps", id="even"),
        pytest.param("a b c", 6, "a  b c", "3 spaces: 2 and 1", id="one too many for two gaps"),
        pytest.param("a b c d", 8, "a  b c d", "4 spaces: 2, 1 and 1", id="one for three gaps"),
        pytest.param("a b c d", 9, "a  b  c d", "5 spaces: 2, 2 and 1", id="two for three gaps"),
        pytest.param("a b c d", 10, "a  b  c  d", "6 spaces, 3 gaps", id="even, three gaps"),
        pytest.param("a b c d", 11, "a   b  c  d", "7 spaces: 3, 2 and 2", id="seven for three"),
        pytest.param("aaa b cc", 9, "aaa  b cc", "3 spaces: 2 and 1", id="words of any length"),
        pytest.param("aaa b cc", 8, "aaa b cc", "nothing to share", id="an exact fit"),
    ],
)
def test_the_left_gaps_have_one_more(
    subject: ModuleType, words: str, width: int, line: str, why: str
) -> None:
    """A full line begins and ends with a word; gaps differ by one space at most."""
    next_word = "x" * width
    check(subject.wrap_justified, f"{words} {next_word}", width).returns([line, next_word], why=why)


@pytest.mark.parametrize(
    ("text", "width", "lines", "why"),
    [
        pytest.param("abc", 6, ["abc   "], "filled up at the right", id="the only line"),
        pytest.param("a b", 6, ["a b   "], "the last line keeps single spaces", id="two words"),
        pytest.param(
            "a b c d", 6, ["a  b c", "d     "], "filled up at the right", id="one word is left"
        ),
        pytest.param(
            "aa bb cc dd",
            6,
            ["aa  bb", "cc dd "],
            "the first line is stretched, the last one is not",
            id="two and two",
        ),
        pytest.param(
            "aaaa bbbb a b c",
            6,
            ["aaaa  ", "bbbb a", "b c   "],
            "a line of one word has no gap to stretch",
            id="a single word in front",
        ),
        pytest.param(
            "abc defg hij", 5, ["abc  ", "defg ", "hij  "], "one word a line", id="single words"
        ),
        pytest.param("ab cd", 4, ["ab  ", "cd  "], "one word a line", id="a gap that did not fit"),
    ],
)
def test_the_last_line_and_single_words_are_filled_up(
    subject: ModuleType, text: str, width: int, lines: list[str], why: str
) -> None:
    """Lines that are not stretched have their spaces at the end."""
    check(subject.wrap_justified, text, width).returns(lines, why=why)
