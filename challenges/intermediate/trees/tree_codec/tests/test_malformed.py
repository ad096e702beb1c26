"""What is no tree raises ValueError, and nothing else."""

from __future__ import annotations

from types import ModuleType

import pytest

from challenges.shared.testing import check


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("", id="no text"),
        pytest.param(" \n ", id="only whitespace"),
        pytest.param("1", id="a node without sides"),
        pytest.param("1 2 # #", id="right side of the root missing"),
        pytest.param("1 2 # 3 # #", id="the same, deeper"),
        pytest.param("1 # 2 #", id="the last mark missing"),
    ],
)
def test_the_text_ends_before_the_tree(subject: ModuleType, text: str) -> None:
    """Each side of each node must be there, be it only as a mark."""
    check(subject.load_tree, text).raises(ValueError, why="the tree is not complete")


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("# #", id="two empty trees"),
        pytest.param("1 # # #", id="one mark too many"),
        pytest.param("1 # # 2", id="a number after the tree"),
        pytest.param("1 # # 2 # #", id="two trees"),
        pytest.param("# x", id="anything after the tree"),
    ],
)
def test_the_text_goes_on_after_the_tree(subject: ModuleType, text: str) -> None:
    """A text is one tree and no more."""
    check(subject.load_tree, text).raises(ValueError, why="the tree ends before the text does")


@pytest.mark.parametrize(
    "token",
    [
        pytest.param("x", id="a letter"),
        pytest.param("1.0", id="a fraction"),
        pytest.param("-", id="a sign alone"),
        pytest.param("--1", id="two signs"),
        pytest.param("##", id="two marks in one"),
        pytest.param("1#", id="number and mark in one"),
        pytest.param("None", id="a name"),
        pytest.param("+1", id="a plus"),
        pytest.param("-0", id="minus zero"),
        pytest.param("007", id="leading zeros"),
        pytest.param("1_000", id="an underscore"),
        pytest.param("\N{FULLWIDTH DIGIT ONE}", id="a digit of another script"),
    ],
)
def test_a_token_is_a_number_or_a_mark(subject: ModuleType, token: str) -> None:
    """A number is written as `str` writes it; anything else is refused."""
    check(subject.load_tree, f"{token} # #").raises(
        ValueError, why=f"{token!r} is neither # nor what str makes of an integer"
    )
