"""Hints and the solution: what is shown, what is remembered, in text and as JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.kata.cli.comparison import side_by_side
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.fixture_units import HINTS, NOTES, SOLUTION

WRONG = "def double(value):\n    return value\n"

LINES = st.lists(st.text("ab =", max_size=70), max_size=8)


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[Checkout]:
    made = Checkout(tmp_path)
    made.unit.attempt(WRONG)
    yield made
    made.close()


def test_solution_stands_beside_the_attempt_where_there_is_room(checkout: Checkout) -> None:
    """Two columns from 100 columns on, a unified difference below."""
    checkout.unit.attempt(SOLUTION.replace("* 2", "* 3"))
    checkout.kata("test", "twice")
    wide = checkout.kata("solution", "twice", "--give-up", COLUMNS="100").stdout
    row = next(line for line in wide.splitlines() if line.rstrip().endswith("return value * 2"))
    assert row.index("|") == 49
    assert row.startswith("    return value * 3 ")
    assert "--- your attempt" not in wide
    narrow = checkout.kata("solution", "twice", COLUMNS="99").stdout
    assert "--- your attempt\n+++ solution.py" in narrow
    assert "+    return value * 2" in narrow
    for shown in (wide, narrow):
        assert shown.index("## Idea") < shown.index("## Alternatives") < shown.index("your attempt")


def test_solution_as_json_has_notes_and_both_programs(checkout: Checkout) -> None:
    """One object with a version; locked it is status 2 and nothing on standard output."""
    locked = checkout.kata("solution", "twice", "--json")
    assert (locked.returncode, locked.stdout) == (2, "")
    checkout.kata("test", "twice")
    found = json.loads(checkout.kata("solution", "twice", "--json", "--give-up").stdout)
    assert found == {
        "v": 1,
        "unit": "twice",
        "uuid": checkout.unit.uuid,
        "notes": NOTES,
        "files": [{"name": "solution.py", "yours": WRONG, "reference": SOLUTION}],
    }


def test_giving_up_is_remembered_once_with_a_review(checkout: Checkout) -> None:
    """Opening the solution again adds nothing."""
    checkout.kata("test", "twice")
    for _ in range(2):
        checkout.kata("solution", "twice", "--give-up")
    kinds = [event["kind"] for event in checkout.journal().events()]
    assert kinds == ["judged", "gave_up", "review"]


def test_hints_as_json_climb_the_ladder(checkout: Checkout) -> None:
    """Each call shows one rung more and remembers it; --all shows the seen ones and adds none."""
    assert json.loads(checkout.kata("hint", "twice", "--all", "--json").stdout)["hints"] == []
    for rung, text in enumerate(HINTS, start=1):
        found = json.loads(checkout.kata("hint", "twice", "--json").stdout)
        assert (found["v"], found["unit"], found["rungs"]) == (1, "twice", 3)
        assert found["hints"] == [{"rung": rung, "text": text}]
        seen = json.loads(checkout.kata("hint", "twice", "--all", "--json").stdout)["hints"]
        assert [each["rung"] for each in seen] == list(range(1, rung + 1))
    checkout.kata("hint", "twice", "--json")
    assert [event["rung"] for event in checkout.journal().events()] == [1, 2, 3]


@given(LINES, LINES, st.integers(30, 120))
def test_nothing_of_either_side_is_cut_off(left: list[str], right: list[str], width: int) -> None:
    """Every character is there, in its column; no row is wider than the terminal."""
    texts = ("\n".join(lines) for lines in (left, right))
    rows = list(side_by_side(("", next(texts)), ("", next(texts)), width))[2:]
    column = (width - 3) // 2
    assert all(len(row) <= width for row in rows)
    for lines, start in ((left, 0), (right, column + 3)):
        shown = "".join(row[start : start + column] for row in rows)
        assert shown.replace(" ", "") == "".join(lines).replace(" ", "")


def test_rows_are_marked(checkout: Checkout) -> None:
    """Same lines align; changed, left and added ones have their marks."""
    rows = list(side_by_side(("mine", "a\nb\nc"), ("theirs", "a\nB\nc\nd"), 23))
    assert rows == [
        f"{'mine':<10}   theirs",
        f"{'─' * 10}   {'─' * 10}",
        f"{'a':<10}   a",
        f"{'b':<10} | B",
        f"{'c':<10}   c",
        f"{'':<10} > d",
    ]
