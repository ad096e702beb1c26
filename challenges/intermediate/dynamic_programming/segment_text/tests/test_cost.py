"""The cost is that of the text times the longest word, however many cuts or words there are."""

from __future__ import annotations

from itertools import product
from types import ModuleType

import pytest

from challenges.shared.testing import Tally, check, traced_lines

LINES = 15

ONCE = "at each place the same question: how is the rest cut best?"
ASK = "a mapping says whether a piece is a word; going through all words takes much longer"


def many_words(letters: int) -> dict[str, int]:
    """Return all words of four letters, of the first letters of the alphabet, each for 1."""
    alphabet = "abcdefghijklmnopqrstuvwxyz"[:letters]
    return {"".join(word): 1 for word in product(alphabet, repeat=4)}


@pytest.mark.parametrize(
    ("text", "costs", "expected", "why"),
    [
        pytest.param(
            "a" * 200 + "b",
            {"a": 1, "aa": 1, "aaa": 1, "aaaa": 1},
            None,
            ONCE,
            id="a letter without word",
        ),
        pytest.param(
            "a" * 400,
            {"a": 1, "aa": 2, "aaaaa": 5},
            (400, ["aaaaa"] * 80),
            ONCE,
            id="every cut ties",
        ),
        pytest.param(
            "abca" * 100, many_words(5), (100, ["abca"] * 100), ASK, id="hundreds of words"
        ),
        pytest.param(
            "zzyx" * 100, {"zzyx": 2, "zz": 2}, (200, ["zzyx"] * 100), ASK, id="few words"
        ),
    ],
)
def test_lines(
    subject: ModuleType,
    text: str,
    costs: dict[str, int],
    expected: tuple[int, list[str]] | None,
    why: str,
) -> None:
    """At most 15 lines for each character and length, and for each letter of the dictionary."""
    longest = max(map(len, costs))
    found = traced_lines(
        subject,
        subject.segment_text,
        text,
        costs,
        limit=LINES * (len(text) * (longest + 1) + sum(map(len, costs))),
        why=why,
    )
    assert found == expected


class CutText(str):
    """A text that counts the characters that are cut out of it."""

    tally: Tally

    def __getitem__(self, index: object) -> str:
        part = super().__getitem__(index)  # type: ignore[index]
        self.tally.add(len(part))
        return part


def test_characters_cut_out(subject: ModuleType) -> None:
    """What is cut out of the text to be looked at is no longer than a word."""
    costs = {"ab": 1, "ba": 2, "abab": 3}
    text = CutText("ab" * 300)
    text.tally = Tally(
        len(text) * (4 + 1) ** 2,
        "characters cut out of the text",
        call='segment_text("ab" * 300, {"ab": 1, "ba": 2, "abab": 3})',
        why="a word has four letters at most; the rest of the text need not be copied",
    )
    assert subject.segment_text(text, costs) == (300, ["ab"] * 300)


def test_fifty_thousand_characters(subject: ModuleType) -> None:
    """A long text is no deeper a question than a short one."""
    check(subject.segment_text, "tick" * 12_500, {"tick": 1, "ck": 0}).returns(
        (12_500, ["tick"] * 12_500), why="each 'tick' costs 1"
    )
