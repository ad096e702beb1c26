"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        pytest.param(["10", "9", "1"], ["1", "9", "10"], "1 < 9 < 10", id="numbers alone"),
        pytest.param(
            ["v2.10", "v2.9", "v10.1"], ["v2.9", "v2.10", "v10.1"], "2 < 10, then 9 < 10", id="two"
        ),
        pytest.param(
            ["x100", "x020", "x3"], ["x3", "x020", "x100"], "3 < 20 < 100", id="leading zero"
        ),
        pytest.param(
            ["t00", "t0", "t1"], ["t0", "t00", "t1"], "00 is 0; then plain text order", id="zeros"
        ),
        pytest.param(
            ["a01b", "a1a"], ["a1a", "a01b"], "01 is 1, so the next run decides", id="zero inside"
        ),
        pytest.param(
            ["n20000000000", "n3000000000"],
            ["n3000000000", "n20000000000"],
            "3 billion is less than 20 billion",
            id="more digits than usual",
        ),
        pytest.param(
            ["09007199254740993", "9007199254740992"],
            ["9007199254740992", "09007199254740993"],
            "a float cannot tell them apart",
            id="more digits than a float has",
        ),
        pytest.param(
            ["9" * 4000, "1" + "0" * 4000, "0" * 50 + "8" * 3950],
            ["0" * 50 + "8" * 3950, "9" * 4000, "1" + "0" * 4000],
            "a number may be long",
            id="four thousand digits",
        ),
    ],
)
def test_numbers_are_compared_by_value(
    subject: ModuleType, names: list[str], expected: list[str], why: str
) -> None:
    """Digits that stand together are one number, of any length."""
    check(subject.natural_order, names).returns(expected, why=why)


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        pytest.param(["Zoo", "ant", "Bee"], ["ant", "Bee", "Zoo"], "a < b < z", id="case"),
        pytest.param(
            ["strasse10", "Stra\N{LATIN SMALL LETTER SHARP S}e2"],
            ["Stra\N{LATIN SMALL LETTER SHARP S}e2", "strasse10"],
            "casefold makes 'ss' of a sharp s, so the numbers decide",
            id="sharp s",
        ),
        pytest.param(
            ["b", "B", "a", "A", "b"],
            ["A", "a", "B", "b", "b"],
            "both 'b' are kept, and 'B' < 'b'",
            id="ties",
        ),
        pytest.param(["_x", "Zx", "ax"], ["_x", "ax", "Zx"], "'_' < 'a' < 'z'", id="underscore"),
    ],
)
def test_case_makes_no_difference(
    subject: ModuleType, names: list[str], expected: list[str], why: str
) -> None:
    """Texts are compared by what casefold makes of them."""
    check(subject.natural_order, names).returns(expected, why=why)


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        pytest.param(["a", "1"], ["1", "a"], "a number before a text", id="at the start"),
        pytest.param(["-", "!", "5"], ["5", "!", "-"], "5 is a number", id="before signs"),
        pytest.param(["ab", "a2"], ["a2", "ab"], "the texts are 'a' and 'ab'", id="a longer text"),
        pytest.param(
            ["a b", "a1"], ["a1", "a b"], "the texts are 'a' and 'a b'", id="a blank is text"
        ),
        pytest.param(["1a", "1", "01"], ["01", "1", "1a"], "'1a' has a run more", id="more runs"),
        pytest.param(["a1", "a", "A"], ["A", "a", "a1"], "'a1' has a run more", id="a number more"),
        pytest.param(["0", "", "a"], ["", "0", "a"], "it has no run at all", id="empty name"),
        pytest.param(
            ["a1b2", "a1b", "a1"], ["a1", "a1b", "a1b2"], "each goes on", id="one after the other"
        ),
    ],
)
def test_runs_of_both_kinds_can_meet(
    subject: ModuleType, names: list[str], expected: list[str], why: str
) -> None:
    """A number stands before a text, and what has ended before what goes on."""
    check(subject.natural_order, names).returns(expected, why=why)


@pytest.mark.parametrize(
    ("names", "expected", "why"),
    [
        pytest.param(
            ["x\N{SUPERSCRIPT TWO}", "x1", "xa"],
            ["x1", "xa", "x\N{SUPERSCRIPT TWO}"],
            "a superscript two is text",
            id="superscript",
        ),
        pytest.param(
            ["\N{ARABIC-INDIC DIGIT THREE}", "b", "10"],
            ["10", "b", "\N{ARABIC-INDIC DIGIT THREE}"],
            "only 0 to 9 make numbers",
            id="a digit of another script",
        ),
        pytest.param(["t+2", "t-10", "t-2"], ["t+2", "t-2", "t-10"], "a sign is text", id="signs"),
        pytest.param(["1.5", "1.10"], ["1.5", "1.10"], "a point is text: 5 < 10", id="a point"),
        pytest.param(["1_20", "1_3"], ["1_3", "1_20"], "'_' is text: 3 < 20", id="underscore"),
    ],
)
def test_only_ten_digits_make_numbers(
    subject: ModuleType, names: list[str], expected: list[str], why: str
) -> None:
    """What is no digit from 0 to 9 is text, even if Python can make a number of it."""
    check(subject.natural_order, names).returns(expected, why=why)


def test_no_name_is_lost(subject: ModuleType) -> None:
    """A name comes out as often as it went in."""
    check(subject.natural_order, ["b", "a", "b", "a", "b"]).returns(["a", "a", "b", "b", "b"])
    check(subject.natural_order, []).returns([], why="no names, none in order")


def test_names_may_come_from_an_iterator(subject: ModuleType) -> None:
    """Names that can be read only once are sorted as well."""
    names = (f"page{number}" for number in (10, 9, 8))
    check(subject.natural_order, names).returns(
        ["page8", "page9", "page10"], why="an iterator can be read once"
    )
