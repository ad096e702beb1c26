"""Reviews: when they are due, how they are rated, and that they never cost an attempt."""

from __future__ import annotations

import contextlib
import datetime
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest

from tools.kata.cli import reviewing
from tools.kata.cli.reference import solution
from tools.kata.cli.working import hint
from tools.kata.learner.errors import KataError
from tools.kata.review.schedule import Scheduled
from tools.kata.state.journal import Journal
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import BEGINNING, Student

DAY = datetime.timedelta(days=1)
UNIT = "unit_1"


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """A learner of a course of 12 challenges."""
    site = Site(tmp_path, challenges=12, days=0)
    for unit in site.units:
        (unit.folder / "notes.md").write_text("# Notes\n", encoding="utf-8")
        (unit.folder / "solution.py").write_text("", encoding="utf-8")
    return Student(tmp_path, tmp_path / "mine")


def said(print_it: Callable[[], object]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        print_it()
    return out.getvalue()


def one(student: Student, slug: str = UNIT) -> Scheduled:
    (found,) = (each for each in student.schedule() if each.unit.slug == slug)
    return found


def reviews(student: Student) -> list[dict[str, object]]:
    return [event for event in student.journal.events() if event["kind"] == "review"]


@pytest.mark.parametrize(
    ("verdicts", "hints", "minutes", "rating"),
    [
        (["AC"], 0, 5, "easy"),
        (["TODO", "IE", "WA", "AC"], 0, 5, "easy"),
        (["AC"], 0, 6, "good"),
        (["WA", "WA", "AC"], 0, 1, "good"),
        (["AC"], 0, 60 * 24 * 9, "good"),
        (["AC"], 1, 1, "hard"),
        (["WA", "RTE", "TLE", "MLE", "OLE", "AC"], 0, 1, "hard"),
        (["AC"], 3, 1, "again"),
    ],
)
def test_rating_is_derived(
    student: Student, verdicts: list[str], hints: int, minutes: int, rating: str
) -> None:
    """Hints and wrong runs count against, time within the unit's minutes counts for the learner."""
    student.judged(UNIT, "TODO")
    for _ in range(hints):
        said(lambda: hint(student, UNIT, seen=False))
    student.clock.move(minutes=minutes)
    outcome = student.judged(UNIT, *verdicts)
    found = one(student)
    assert found.rating == rating
    assert f"remembered: {rating}   next review: {found.due}" in outcome.text
    (event,) = reviews(student)
    assert {name: event[name] for name in ("due", "rating", "stability", "difficulty")} == {
        "due": found.due.isoformat(),
        "rating": rating,
        "stability": found.stability,
        "difficulty": found.difficulty,
    }


def test_better_remembered_is_later_due(student: Student) -> None:
    """The days that FSRS sets for a first pass, pinned."""
    days = []
    for number, rating in enumerate(("again", "hard", "good", "easy"), start=1):
        student.judged(f"unit_{number}", "AC")
        said(lambda n=number, r=rating: reviewing.rate(student, f"unit_{n}", r))  # type: ignore[misc]
        days.append((one(student, f"unit_{number}").due - BEGINNING.date()).days)
    assert days == [1, 1, 2, 8]


def test_given_up_is_due_after_three_days(student: Student) -> None:
    """The solution was read, so it is time to try without it."""
    student.judged(UNIT, "WA")
    said(lambda: solution(student, UNIT, give_up=True))
    assert one(student).due == BEGINNING.date() + 3 * DAY
    assert reviews(student)[-1]["due"] == "2026-01-08"
    assert said(lambda: reviewing.list_reviews(student, as_json=False)).startswith("2026-01-08")
    student.clock.move(days=3)
    said(lambda: reviewing.begin_review(student, UNIT))
    student.judged(UNIT, "AC")
    assert one(student).rating == "easy"
    assert one(student).last == BEGINNING.date() + 3 * DAY


def test_review_is_solved_in_a_fresh_attempt_and_the_old_one_is_kept(student: Student) -> None:
    """The template lies there again; the old attempt is archived and in the history."""
    unit = student.course.unit(UNIT)
    student.start(unit)
    unit.attempt.write_text("mine = 1\n", encoding="utf-8")
    student.judged(UNIT, "AC")
    student.clock.move(days=9)
    shown = said(lambda: reviewing.begin_review(student, UNIT))
    assert unit.attempt.read_bytes() == unit.template.read_bytes()
    archived = Path(shown.partition("the old attempt is ")[2].partition(";")[0])
    assert archived.read_text(encoding="utf-8") == "mine = 1\n"
    begun = next(e for e in student.journal.events() if e["kind"] == "review_begun")
    assert student.snapshots.load(str(begun["attempt_sha"])) == {"attempt.py": b"mine = 1\n"}
    first = one(student).stability
    student.judged(UNIT, "WA", "AC")
    assert one(student).last == BEGINNING.date() + 9 * DAY
    assert (one(student).stability or 0) > (first or 0)
    assert len(reviews(student)) == 2


def test_review_that_has_begun_is_not_begun_again(student: Student) -> None:
    """A second `kata review UNIT` leaves the fresh attempt as the learner has it by now."""
    student.judged(UNIT, "AC")
    student.clock.move(days=9)
    said(lambda: reviewing.begin_review(student, UNIT))
    attempt = student.course.unit(UNIT).attempt
    attempt.write_text("half = 'done'\n", encoding="utf-8")
    assert "has begun already" in said(lambda: reviewing.begin_review(student, UNIT))
    assert attempt.read_text(encoding="utf-8") == "half = 'done'\n"


def test_hints_count_anew_in_a_review(student: Student) -> None:
    """The ladder begins at its first rung again, and looking at it counts against this pass."""
    for _ in range(3):
        said(lambda: hint(student, UNIT, seen=False))
    student.judged(UNIT, "AC")
    assert one(student).rating == "again"
    student.clock.move(days=9)
    said(lambda: reviewing.begin_review(student, UNIT))
    assert said(lambda: hint(student, UNIT, seen=False)).startswith("hint 1 of 3")
    student.judged(UNIT, "AC")
    assert one(student).rating == "hard"


def test_no_unit_is_reviewed_twice_on_one_day(student: Student) -> None:
    """Neither begun nor counted."""
    student.judged(UNIT, "AC", "AC")
    student.clock.move(hours=2)
    with pytest.raises(KataError, match="has passed today; its next review is due on"):
        reviewing.begin_review(student, UNIT)
    unit = student.course.unit(UNIT)
    student.journal.append("review_begun", unit.uuid, slug=unit.slug)
    student.judged(UNIT, "AC")
    assert len(reviews(student)) == 1
    assert one(student).reviewing is False


def test_passing_again_without_a_review_changes_nothing(student: Student) -> None:
    """Who runs an old attempt on another day has remembered nothing."""
    student.judged(UNIT, "AC")
    before = one(student)
    student.clock.move(days=30)
    student.judged(UNIT, "AC")
    assert one(student) == before


def test_rating_can_be_overridden(student: Student) -> None:
    """The last pass counts with the learner's own rating; a unit without a pass has none."""
    student.judged(UNIT, "AC")
    shown = said(lambda: reviewing.rate(student, UNIT, "again"))
    assert shown == f"{UNIT}: again instead of easy; next review on 2026-01-06\n"
    assert (one(student).rating, reviews(student)[-1]["due"]) == ("again", "2026-01-06")
    student.judged("unit_2", "WA")
    with pytest.raises(KataError, match="unit_2 is not solved yet"):
        reviewing.rate(student, "unit_2", "good")


def test_schedule_is_rebuilt_without_its_own_events(student: Student) -> None:
    """What the judge and the learner did is enough; what was computed may be lost."""
    for slug, days in ((UNIT, 9), ("unit_2", 5), ("unit_3", 2)):
        student.judged(slug, "WA", "AC")
        student.clock.move(days=days)
        said(lambda slug=slug: reviewing.begin_review(student, slug))  # type: ignore[misc]
        student.judged(slug, "AC")
    before = student.schedule()
    lines = student.journal.file.read_bytes().splitlines(keepends=True)
    kept = [line for line in lines if b'"kind": "review"' not in line]
    assert len(kept) == len(lines) - 6
    student.journal.file.write_bytes(b"".join(kept))
    student.journal = Journal(student.home)
    assert student.schedule() == before


def test_due_items_are_listed(student: Student) -> None:
    """The longest due first; what is due later is not."""
    student.judged(UNIT, "AC")
    student.judged("unit_2", "WA")
    said(lambda: solution(student, "unit_2", give_up=True))
    assert "nothing is due before 2026-01-08" in said(
        lambda: reviewing.list_reviews(student, as_json=False)
    )
    student.clock.move(days=4)
    found = json.loads(said(lambda: reviewing.list_reviews(student, as_json=True)))
    assert (found["v"], found["today"]) == (1, "2026-01-09")
    assert [each["unit"] for each in found["due"]] == ["unit_2"]
    assert [each["unit"] for each in found["later"]] == [UNIT]
    assert found["due"][0]["rating"] is None


def test_impossible_times_break_nothing(student: Student) -> None:
    """What would be due after the end of the calendar is due on its last day; nothing fails."""
    student.judged(UNIT, "AC")
    for _ in range(3):
        student.clock.move(days=365 * 2657)
        said(lambda: reviewing.begin_review(student, UNIT))
        student.judged(UNIT, "AC")
    assert student.today().year > 9990
    assert one(student).due == datetime.date.max
