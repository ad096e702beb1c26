"""`kata next`: what to do, in which order, and why."""

from __future__ import annotations

import contextlib
import io
import json
from pathlib import Path

import pytest

from tools.kata.cli import reviewing
from tools.kata.cli.overview import current_or_next
from tools.kata.cli.working import start
from tools.kata.learner.suggestion import Suggestion, suggest
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import Student


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """A learner of 24 challenges in 4 topics of 6; each requires the one before it, in the main."""
    Site(tmp_path, challenges=24, days=2)
    return Student(tmp_path, tmp_path / "mine")


def suggested(student: Student) -> Suggestion:
    return suggest(student, student.today())


def slug(student: Student) -> tuple[str, str]:
    found = suggested(student)
    return (found.unit.slug if found.unit else "", found.reason)


def test_first_unit_of_the_catalogue_comes_first(student: Student) -> None:
    """Nothing is begun yet."""
    assert slug(student) == ("unit_1", "ready")


def test_unfinished_unit_comes_before_all_else(student: Student) -> None:
    """The current one, whatever is due."""
    student.judged("unit_1", "AC")
    student.clock.move(days=400)
    student.judged("unit_7", "WA")
    assert slug(student) == ("unit_7", "current")


def test_re_check_comes_before_review_and_review_before_new(student: Student) -> None:
    """Each names the command that does it."""
    student.judged("unit_1", "AC")
    student.judged("unit_2", "AC")
    student.clock.move(days=400)
    tests = student.course.unit("unit_2").folder / "tests/test_examples.py"
    before = tests.read_text(encoding="utf-8")
    tests.write_text(before + "\n", encoding="utf-8")
    assert slug(student) == ("unit_2", "re-check")
    assert "kata test --stale" in suggested(student).why
    tests.write_text(before, encoding="utf-8")
    assert slug(student) == ("unit_1", "review")
    assert "kata review unit_1" in suggested(student).why
    # The bare command begins a new unit; it puts no attempt aside by itself.
    assert (unit := current_or_next(student)) is not None
    assert unit.slug == "unit_7"
    with contextlib.redirect_stdout(io.StringIO()):
        reviewing.begin_review(student, "unit_1")
    assert slug(student) == ("unit_1", "review_begun")


def test_topics_are_balanced_within_a_level(student: Student) -> None:
    """The topic of which least is solved goes on; the lower level is finished first."""
    order = []
    for _ in range(9):
        found = suggested(student)
        assert found.unit is not None
        order.append(found.unit.slug)
        student.judged(found.unit.slug, "AC")
    # Units 1 to 12 are intermediate: 1 to 6 of one topic, 7 to 12 of another; 10 is planned only.
    assert order == [f"unit_{n}" for n in (1, 7, 2, 8, 3, 9, 4, 11, 5)]


def test_prerequisites_come_first(student: Student) -> None:
    """No unit is suggested before what it requires, and the reason names it."""
    student.judged("unit_1", "AC")
    student.judged("unit_7", "AC")
    found = suggested(student)
    assert found.unit is not None
    assert (found.unit.slug, found.unit.requires) == ("unit_2", ("unit_1",))
    assert found.why == "you have solved what it builds on: unit_1"


def test_start_names_missing_prerequisites_and_begins(student: Student) -> None:
    """A suggestion, no gate."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        start(student, "unit_3", edit=False)
    assert "builds on unit_2, which you have not solved" in out.getvalue()
    assert student.course.unit("unit_3").attempt.exists()
    with contextlib.redirect_stdout(io.StringIO()) as out:
        start(student, "unit_1", edit=False)
    assert "builds on" not in out.getvalue()


def test_prerequisite_that_is_only_planned_holds_nothing_back(student: Student) -> None:
    """It is not here to be solved."""
    unit = student.course.unit("unit_1")
    text = (unit.folder / "unit.toml").read_text(encoding="utf-8")
    assert "requires = []" in text
    text = text.replace("requires = []", 'requires = ["unit_10"]')
    (unit.folder / "unit.toml").write_text(text, encoding="utf-8")
    assert slug(student) == ("unit_1", "ready")
    assert "needs no other unit that is here" in suggested(student).why


def test_when_all_is_solved_there_is_nothing_to_suggest(student: Student) -> None:
    """Then it says so."""
    for unit in student.course.present():
        student.judged(unit.slug, "AC")
    assert slug(student) == ("", "done")


def test_json_has_the_same(student: Student) -> None:
    """Version, unit, reason, why."""
    with contextlib.redirect_stdout(io.StringIO()) as out:
        reviewing.suggest_next(student, as_json=True)
    found = json.loads(out.getvalue())
    assert set(found) == {"v", "unit", "uuid", "reason", "why"}
    assert (found["v"], found["unit"]) == (1, "unit_1")
