"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("text", "need", "expected", "why"),
    [
        pytest.param("abc", "", (0, 0), "nothing is needed", id="empty need"),
        pytest.param("", "", (0, 0), "nothing is needed, even of nothing", id="both empty"),
        pytest.param("", "a", None, "an empty text covers nothing", id="empty text"),
        pytest.param("ab", "aab", None, "three do not fit into two", id="need longer than text"),
        pytest.param("abc", "xbc", None, "there is no 'x'", id="a character that is not there"),
        pytest.param("b", "b", (0, 1), "the text is what is needed", id="one character"),
    ],
)
def test_nothing_to_find_or_nothing_to_do(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int] | None, why: str
) -> None:
    """An empty need is covered at once; what the text does not have gives None."""
    check(subject.shortest_cover, text, need).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "need", "expected", "why"),
    [
        pytest.param("abcaab", "aab", (3, 6), "two 'a' and one 'b'", id="next to each other"),
        pytest.param("abca", "aa", (0, 4), "the two are at both ends", id="far apart"),
        pytest.param("aab", "abb", None, "one 'b' is not two", id="lengths equal, letters not"),
        pytest.param(
            "aaab", "ab", (2, 4), "the window lets go of what it has too much", id="spare"
        ),
        pytest.param(
            "listen", "silent", (0, 6), "each occurs once", id="the text in another order"
        ),
    ],
)
def test_each_character_counts_as_often_as_it_is_needed(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int] | None, why: str
) -> None:
    """A repeated character must be covered as often as it is repeated."""
    check(subject.shortest_cover, text, need).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "need", "expected", "why"),
    [
        pytest.param("axxb", "ba", (0, 4), "both ends are needed", id="the whole text"),
        pytest.param("axxbab", "ab", (3, 5), "'ba' comes before 'ab'", id="tie after a longer one"),
        pytest.param("abxba", "ab", (0, 2), "the first of two", id="tie at both ends"),
        pytest.param("xaaxab", "ab", (4, 6), "only there", id="at the end of the text"),
        pytest.param("abxxxx", "ba", (0, 2), "only there", id="at the start of the text"),
    ],
)
def test_the_leftmost_of_the_shortest_counts(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int], why: str
) -> None:
    """A shorter window wins over an earlier one, an earlier one over one of the same length."""
    check(subject.shortest_cover, text, need).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "need", "expected", "why"),
    [
        pytest.param("aA", "A", (1, 2), "'a' is not 'A'", id="case"),
        pytest.param("n\N{GRINNING FACE}ß", "ß\N{GRINNING FACE}", (1, 3), "", id="beyond 16 bits"),
        pytest.param(
            "e\N{COMBINING ACUTE ACCENT}\N{LATIN SMALL LETTER E WITH ACUTE}",
            "\N{LATIN SMALL LETTER E WITH ACUTE}",
            (2, 3),
            "'e' and its accent are two characters, which together look like the third",
            id="combining accent",
        ),
    ],
)
def test_characters_are_compared_as_python_compares_them(
    subject: ModuleType, text: str, need: str, expected: tuple[int, int], why: str
) -> None:
    """No case is folded, nothing is normalized, and each code point is one character."""
    check(subject.shortest_cover, text, need).returns(expected, why=why)
