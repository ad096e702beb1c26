"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param([], ["a"], [], "there are no squares", id="empty grid"),
        pytest.param(["", ""], ["a"], [], "there are no squares", id="empty rows"),
        pytest.param(["a"], [], [], "there are no words", id="no words"),
        pytest.param(["a"], ["a", "b", "aa"], ["a"], "one square, one letter", id="one square"),
        pytest.param(["ab"], ["", "a"], ["a"], "an empty word is ignored", id="empty word"),
        pytest.param(["ab"], ["abc"], [], "three letters, two squares", id="longer than the grid"),
        pytest.param(["aB"], ["ab", "aB"], ["aB"], "'b' is not 'B'", id="capitals"),
    ],
)
def test_hardly_anything(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """No squares, no words, and words without letters find nothing."""
    check(subject.word_grid, grid, words).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param(["on", "e."], ["one"], [], "from 'n' to 'e' it is a step across", id="corner"),
        pytest.param(["x.y", "...", "z.w"], ["xy", "xz"], [], "opposite borders", id="borders"),
        pytest.param(["ab", "cd"], ["bc", "da"], [], "steps across", id="other corners"),
        pytest.param(["a", "b", "c"], ["abc", "cba"], ["abc", "cba"], "down and up", id="column"),
        pytest.param(
            ["snake", "....s"],
            ["snakes", "sekans"],
            ["sekans", "snakes"],
            "'e' comes before 'n'",
            id="round a corner",
        ),
        pytest.param(
            ["ab.", ".ac", "..d"],
            ["abacd"],
            ["abacd"],
            "right, down, right, down",
            id="stairs",
        ),
        pytest.param(
            ["spi", "lar", "..."], ["spiral"], ["spiral"], "round the ring of six", id="ring"
        ),
    ],
)
def test_steps_lead_to_neighbours(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """A step leads up, down, left or right, and nowhere else."""
    check(subject.word_grid, grid, words).returns(expected, why=why)


def test_a_word_is_listed_once(subject: ModuleType) -> None:
    """A word that can be traced in many ways, and is named several times, is one word."""
    check(subject.word_grid, ["aba", "bab"], ["ab", "ba", "ab"]).returns(
        ["ab", "ba"], why="there are several ways to trace each"
    )


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param(["eve"], ["eve"], ["eve"], "two squares with 'e'", id="two of one letter"),
        pytest.param(["ev"], ["eve"], [], "one square with 'e'", id="one of one letter"),
        pytest.param(["aaa"], ["aaa", "aaaa"], ["aaa"], "three squares", id="as often as squares"),
        pytest.param(
            ["ab", "ba"], ["abab", "ababa"], ["abab"], "round the block, once", id="a block"
        ),
        pytest.param(
            ["net"],
            ["net", "ten", "net"],
            ["net", "ten"],
            "'ten' uses the squares of 'net' again",
            id="another word",
        ),
    ],
)
def test_a_square_is_used_once_in_a_word(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """Within a word no square is used twice; each word may use all of them."""
    check(subject.word_grid, grid, words).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param(
            ["bac", "a..", "d.."],
            ["bad", "bac"],
            ["bac", "bad"],
            "'b' has an 'a' on the right and one below",
            id="two ways from one square",
        ),
        pytest.param(
            ["a.b", "bab", "c.d"],
            ["abab", "babd"],
            ["abab", "babd"],
            "a way that fails gives its squares back",
            id="after a dead end",
        ),
    ],
)
def test_a_way_that_fails_leaves_no_trace(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """Where a way leads nowhere, others may still use its squares."""
    check(subject.word_grid, grid, words).returns(expected, why=why)


@pytest.mark.parametrize(
    ("words", "expected", "why"),
    [
        pytest.param(
            ["car", "card", "cards"], ["car", "card", "cards"], "each goes on", id="longer ones"
        ),
        pytest.param(
            ["cards", "car"], ["car", "cards"], "the shorter one lies on the way", id="shorter one"
        ),
        pytest.param(["car", "cart"], ["car"], "there is no 't'", id="only the beginning"),
        pytest.param(["care"], [], "the beginning alone is no word", id="beginning of none"),
        pytest.param(
            ["s", "car", "c", "ca"], ["c", "ca", "car", "s"], "sorted as texts", id="sorted"
        ),
        pytest.param(["drac", "card"], ["card", "drac"], "both directions", id="backwards"),
    ],
)
def test_a_word_may_begin_another(
    subject: ModuleType, words: list[str], expected: list[str], why: str
) -> None:
    """A word that is the beginning of another is found, and so is the other."""
    check(subject.word_grid, ["cards"], words).returns(expected, why=why)


@pytest.mark.parametrize(
    ("grid", "words", "expected", "why"),
    [
        pytest.param(
            ["ab", "c", "def"],
            ["acd", "bac", "fed"],
            ["acd", "bac", "fed"],
            "all rows start at the left",
            id="a short row between",
        ),
        pytest.param(["a", "bcd"], ["abcd"], ["abcd"], "the second row is longer", id="longer"),
        pytest.param(["abc", "d"], ["cd", "cbad"], ["cbad"], "nothing is below 'c'", id="shorter"),
        pytest.param(["ab", "", "cd"], ["ac", "ab"], ["ab"], "an empty row between", id="empty"),
    ],
)
def test_rows_may_differ_in_length(
    subject: ModuleType, grid: list[str], words: list[str], expected: list[str], why: str
) -> None:
    """Where a row has ended there is no square."""
    check(subject.word_grid, grid, words).returns(expected, why=why)


def test_words_may_be_any_iterable(subject: ModuleType) -> None:
    """Words that can be read only once are enough, and rows may come as a tuple."""
    words = (word for word in ["tea", "eat", "ate"])
    check(subject.word_grid, ("te", ".a"), words).returns(
        ["tea"], why="only 't', 'e', 'a' in order"
    )
