"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import MappingProxyType, ModuleType

import pytest

from challenges.shared.testing import check, live

Cut = tuple[int, list[str]]


@pytest.mark.parametrize("costs", [{}, {"a": 1}], ids=str)
def test_the_empty_text_has_no_words(subject: ModuleType, costs: dict[str, int]) -> None:
    """Nothing is cut into nothing, at no cost."""
    check(subject.segment_text, "", costs).returns((0, []), why="no word is needed")


@pytest.mark.parametrize(
    ("text", "costs", "expected", "why"),
    [
        pytest.param("tea", {"tea": 4}, (4, ["tea"]), "the text is a word", id="one word"),
        pytest.param("x", {"x": 0}, (0, ["x"]), "a word may be free", id="one free letter"),
        pytest.param(
            "teatea", {"tea": 4}, (8, ["tea", "tea"]), "each occurrence costs", id="twice"
        ),
        pytest.param(
            "tea", {"t": 1, "te": 1, "ea": 1, "a": 1}, (2, ["te", "a"]), "'te' is longer", id="tie"
        ),
        pytest.param(
            "abc", {"abc": 9, "a": 1, "b": 1, "c": 1}, (3, ["a", "b", "c"]), "3 < 9", id="many"
        ),
        pytest.param(
            "abc", {"abc": 2, "a": 1, "b": 1, "c": 1}, (2, ["abc"]), "2 < 3", id="one, not many"
        ),
        pytest.param(
            "abcd",
            {"abc": 1, "ab": 1, "cd": 5, "d": 9},
            (6, ["ab", "cd"]),
            "after 'abc' the 'd' is dear",
            id="a shorter beginning",
        ),
        pytest.param(
            "aab", {"a": 0, "aab": 1, "b": 5}, (1, ["aab"]), "'b' alone costs 5", id="free and dear"
        ),
    ],
)
def test_the_smallest_total_wins(
    subject: ModuleType, text: str, costs: dict[str, int], expected: Cut, why: str
) -> None:
    """Neither long words nor cheap beginnings count, but the sum of all costs."""
    check(subject.segment_text, text, costs).returns(expected, why=why)


@pytest.mark.parametrize(
    ("text", "costs", "why"),
    [
        pytest.param("a", {}, "there are no words", id="empty dictionary"),
        pytest.param("ab", {"abc": 1}, "the word is longer than the text", id="too long"),
        pytest.param("aab", {"aa": 1, "a": 1}, "there is no word for the 'b'", id="at the end"),
        pytest.param("baa", {"aa": 1, "a": 1}, "there is no word for the 'b'", id="at the start"),
        pytest.param("abab", {"aba": 1, "ba": 1}, "'aba' leaves 'b'", id="overlap"),
        pytest.param("Tea", {"tea": 1}, "'T' is not 't'", id="case"),
        pytest.param("a b", {"a": 1, "b": 1}, "a blank is a character too", id="blank"),
    ],
)
def test_some_texts_cannot_be_cut(
    subject: ModuleType, text: str, costs: dict[str, int], why: str
) -> None:
    """Where no words of the dictionary make up the text, the result is None."""
    check(subject.segment_text, text, costs).returns(None, why=why)


@pytest.mark.parametrize(
    ("text", "costs", "expected", "why"),
    [
        pytest.param(
            "abc",
            {"a": 1, "bc": 1, "ab": 1, "c": 1},
            (2, ["ab", "c"]),
            "'ab' is longer",
            id="a, ab",
        ),
        pytest.param(
            "xabc",
            {"x": 1, "a": 1, "bc": 1, "ab": 1, "c": 1},
            (3, ["x", "ab", "c"]),
            "after 'x', the longer 'ab'",
            id="the second word differs",
        ),
        pytest.param(
            "aaaa",
            {"a": 1, "aa": 2, "aaa": 3},
            (4, ["aaa", "a"]),
            "'aaa' is longest",
            id="many ties",
        ),
        pytest.param(
            "aaa",
            {"a": 0, "aa": 0, "aaa": 0},
            (0, ["aaa"]),
            "all is free; longest first",
            id="free",
        ),
        pytest.param(
            "abcde",
            {"abcd": 3, "e": 1, "ab": 1, "cde": 1, "abc": 1, "de": 1},
            (2, ["abc", "de"]),
            "'abcd' begins a dearer cut; of the other two 'abc' is longer",
            id="the longest costs more",
        ),
        pytest.param(
            "abcabc",
            {"abc": 2, "ab": 1, "c": 1, "abca": 3, "bc": 1},
            (4, ["abca", "bc"]),
            "all cost 4; 'abca' is the longest beginning",
            id="across a border",
        ),
    ],
)
def test_on_a_tie_the_first_difference_decides(
    subject: ModuleType, text: str, costs: dict[str, int], expected: Cut, why: str
) -> None:
    """Of equally cheap cuts, the one with the longer word at the first difference wins."""
    check(subject.segment_text, text, costs).returns(expected, why=why)


def test_words_may_have_any_characters(subject: ModuleType) -> None:
    """A character is a code point, and nothing is normalized."""
    grin, sharp = "\N{GRINNING FACE}", "\N{LATIN SMALL LETTER SHARP S}"
    check(subject.segment_text, f"{grin}{sharp}{grin}", {grin: 1, f"{sharp}{grin}": 1}).returns(
        (2, [grin, f"{sharp}{grin}"])
    )


def test_costs_are_any_mapping(subject: ModuleType) -> None:
    """A dictionary that cannot be changed will do."""
    costs = MappingProxyType({"ab": 1, "a": 1, "b": 1})
    check(subject.segment_text, "abab", live(costs)).returns((2, ["ab", "ab"]))
