"""The corners of the statement, one sentence each."""

from __future__ import annotations

from collections.abc import Sequence
from types import ModuleType
from typing import Any

import pytest

from challenges.intermediate.dynamic_programming.edit_script.tests.oracle import check_script
from challenges.shared.testing import check


@pytest.mark.parametrize(
    ("src", "dst", "expected", "why"),
    [
        pytest.param("", "", [], "there is nothing to do", id="both empty"),
        pytest.param("ab", "", [("drop", "a"), ("drop", "b")], "nothing is kept", id="to nothing"),
        pytest.param("aa", "aa", [("keep", "a")] * 2, "they are equal", id="equal"),
        pytest.param("a", "b", [("swap", "a", "b")], "one change", id="one for another"),
        pytest.param("ab", "b", [("drop", "a"), ("keep", "b")], "one change", id="first dropped"),
        pytest.param("ab", "a", [("keep", "a"), ("drop", "b")], "one change", id="last dropped"),
        pytest.param("b", "ab", [("add", "a"), ("keep", "b")], "one change", id="first added"),
        pytest.param("a", "ab", [("keep", "a"), ("add", "b")], "one change", id="last added"),
        pytest.param(
            "abc",
            "xbz",
            [("swap", "a", "x"), ("keep", "b"), ("swap", "c", "z")],
            "",
            id="both ends",
        ),
    ],
)
def test_the_only_cheapest_script(
    subject: ModuleType, src: str, dst: str, expected: list[tuple[str, ...]], why: str
) -> None:
    """Where one script is cheapest, it is returned, with its operations in order."""
    check(subject.edit_script, src, dst).returns(expected, why=why)


@pytest.mark.parametrize(
    ("src", "dst", "cost", "why"),
    [
        pytest.param("abcd", "wxyz", 4, "each must be swapped", id="nothing in common"),
        pytest.param("abc", "wxyz", 4, "three swaps and one more", id="of two lengths"),
        pytest.param("abab", "baba", 2, "drop the first, add at the end", id="repeated items"),
        pytest.param("aaab", "abbb", 2, "two 'a' become 'b'", id="many equal"),
        pytest.param("kitten", "sitting", 3, "k/s, e/i and a g", id="kitten"),
        pytest.param("abcb", "bcab", 2, "'bc' is kept, not the first 'a'", id="a match too early"),
        pytest.param("xay", "aby", 2, "x/a, a/b and y, or without x", id="two ways"),
        pytest.param("abca", "ca", 2, "keep 'ca' at the end", id="the first match is far"),
        pytest.param("ab" * 10, "ba" * 10, 2, "drop one, add one", id="a long shift"),
        pytest.param("qabxcd", "abcd", 2, "two are dropped", id="two dropped"),
        pytest.param("private", "pirate", 2, "drop the first r, swap v for r", id="private"),
        pytest.param(
            "abcde", "cdeab", 4, "what is moved is dropped and added again", id="moved to the end"
        ),
    ],
)
def test_the_fewest_changes(subject: ModuleType, src: str, dst: str, cost: int, why: str) -> None:
    """A script turns src into dst, and no other makes fewer changes."""
    check_script(subject, src, dst, cost, why=why)


class Step:
    """A step of a recipe: it knows `==` alone."""

    def __init__(self, text: str) -> None:
        self.text = text

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Step) and self.text == other.text

    __hash__ = None  # type: ignore[assignment]

    def __repr__(self) -> str:
        return f"Step({self.text!r})"


@pytest.mark.parametrize(
    ("src", "dst", "cost"),
    [
        pytest.param([[1], [2], []], [[1], []], 1, id="lists"),
        pytest.param([{"a": 1}, {}], [{}, {"a": 1}], 2, id="dicts"),
        pytest.param(
            [*map(Step, ("mix", "bake"))], [*map(Step, ("mix", "rest", "bake"))], 1, id="=="
        ),
        pytest.param([1, "1", None], [None, 1, "1"], 2, id="of several kinds"),
    ],
)
def test_steps_know_nothing_but_equality(
    subject: ModuleType, src: list[Any], dst: list[Any], cost: int
) -> None:
    """Items without a hash and without an order are compared as well."""
    check_script(subject, src, dst, cost, why="items offer == and maybe nothing else")


@pytest.mark.parametrize(
    ("src", "dst", "cost"),
    [
        pytest.param("abc", ["a", "c"], 1, id="a text and a list"),
        pytest.param((1, 2), range(1, 4), 1, id="a tuple and a range"),
        pytest.param("\N{GRINNING FACE}a", "a\N{GRINNING FACE}", 2, id="beyond 16 bits"),
        pytest.param("\N{GRINNING FACE}", "x", 1, id="one character is one item"),
    ],
)
def test_sequences_of_any_kind(
    subject: ModuleType, src: Sequence[Any], dst: Sequence[Any], cost: int
) -> None:
    """What has a length and items is a sequence."""
    check_script(subject, src, dst, cost)
