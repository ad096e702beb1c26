"""The failure screen: short enough to read, whatever is in it."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given

from tools.kata.judge.result import (
    Failure,
    Result,
    StageRef,
    Where,
    dump,
    parse,
)
from tools.kata.render import HEIGHT, WIDTH, case_title, screen
from tools.kata.tests.random_results import PASS, results


@given(results())
def test_screen_fits_into_24_lines_of_80_columns(result: Result) -> None:
    """However long the texts are, and whatever characters are in them."""
    lines = screen(result).split("\n")
    assert len(lines) <= HEIGHT
    assert max(map(len, lines)) <= WIDTH
    assert all(line.isprintable() for line in lines)


@given(results())
def test_colour_adds_nothing_but_colour(result: Result) -> None:
    """Without its escape codes a coloured screen is the plain one."""
    assert re.sub(r"\x1b\[[0-9;]*m", "", screen(result, colour=True)) == screen(result)


@given(results())
def test_result_survives_json(result: Result) -> None:
    """What is dumped can be parsed."""
    assert parse(dump(result)) == result


def test_unknown_version_is_refused() -> None:
    """A reader does not guess what a later version means."""
    with pytest.raises(ValueError, match="version 2"):
        parse('{"v": 2}')


@pytest.mark.parametrize(
    ("case", "title"),
    [
        ("test_edges.py::test_cover[need longer than text]", "cover: need longer than text"),
        ("test_edges.py::test_empty_text", "empty text"),
        ("test_edges.py::TestHeap::test_pop[a[0]]", "pop: a[0]"),
    ],
)
def test_case_reads_as_words(case: str, title: str) -> None:
    """An id is made of names; people read words."""
    assert case_title(case) == title


def test_screen_has_call_expected_got_place_and_reason() -> None:
    """The order of a failure: what was called, what should have come, what came, where, why."""
    failure = Failure(
        call="double(1)",
        expected="2",
        got="3\nat [0]: expected 2, got 3",
        why="twice is twice",
        where=Where("attempt.py", 2, "double"),
        output="one\ntwo\n",
    )
    result = replace(
        PASS,
        verdict="WA",
        stage=StageRef("edges", 2, "Edge cases"),
        stages=3,
        case="test_edges.py::test_double[one]",
        passed=1,
        total=4,
        failure=failure,
    )
    assert screen(result).splitlines() == [
        "WA wrong answer                                                1 of 4 cases pass",
        "twice · stage 2/3 Edge cases",
        "─" * 80,
        "case      double: one",
        "call      double(1)",
        "expected  2",
        "got       3",
        "          at [0]: expected 2, got 3",
        "where     attempt.py:2 in double",
        "why       twice is twice",
        "output    one",
        "          two",
    ]
