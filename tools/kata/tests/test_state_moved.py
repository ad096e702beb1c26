"""A unit that was renamed or moved keeps its attempt, wherever that lies by now."""

from __future__ import annotations

import contextlib
import io
import shutil
from pathlib import Path

import pytest

from tools.kata.cli.doctor import doctor
from tools.kata.cli.working import start
from tools.kata.judge.result import Result
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Wanted
from tools.kata.learner.versions import versions
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import Student, always
from tools.kata.units import Unit


@pytest.fixture
def student(tmp_path: Path) -> Student:
    """A learner who has worked on a challenge and a day."""
    Site(tmp_path, challenges=6, days=2)
    student = Student(tmp_path, tmp_path / "mine")
    for slug in ("unit_1", "day01_cache"):
        unit = student.course.unit(slug)
        student.start(unit)
        file = unit.attempt / "cache.py" if unit.is_day else unit.attempt
        file.write_text("mine = True\n", encoding="utf-8")
        student.judged(slug, "WA")
    return student


def rename(student: Student, old: str, new: str) -> tuple[Unit, Unit]:
    """Renames a unit as a pull does: tracked files move, those of the learner stay."""
    unit = student.course.unit(old)
    folder = unit.folder.with_name(new)
    mine = ("attempt.py", "attempt", "attempt_tests.py")
    shutil.copytree(unit.folder, folder, ignore=shutil.ignore_patterns(*mine), dirs_exist_ok=True)
    for path in list(unit.folder.iterdir()):
        if path.name not in mine:
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    for file in (folder / "unit.toml", student.course.root / "challenges" / "catalogue.toml"):
        text = file.read_text(encoding="utf-8").replace(f'slug = "{old}"', f'slug = "{new}"')
        # The catalogue is read again when its time changes, which need not be finer than this.
        file.write_text(text + "\n", encoding="utf-8")
    student.course.__init__(student.course.root)  # type: ignore[misc]
    return unit, student.course.unit(new)


def said(student: Student) -> tuple[int, str]:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        status = doctor(student)
    return status, out.getvalue()


def last_kind(student: Student) -> str:
    return str(student.journal.events()[-1]["kind"])


@pytest.mark.parametrize("slug", ["unit_1", "day01_cache"])
def test_doctor_moves_the_attempt_to_the_new_folder(student: Student, slug: str) -> None:
    """Also the learner's tests; the old folder is gone, and the journal knows the new name."""
    tests = student.course.unit(slug).folder / "attempt_tests.py"
    tests.write_text("def test_mine(subject): pass\n", encoding="utf-8")
    old, new = rename(student, slug, "renamed")
    status, out = said(student)
    assert (status, "WRONG" in out) == (0, False)
    assert f"{old.attempt} is now {new.attempt}, as its unit has moved" in out
    file = new.attempt / "cache.py" if new.is_day else new.attempt
    assert file.read_text(encoding="utf-8") == "mine = True\n"
    assert (new.folder / "attempt_tests.py").exists()
    assert not old.folder.exists()
    assert "is now" not in said(student)[1]


def test_start_moves_it_too_and_says_so(student: Student) -> None:
    """Who begins the renamed unit goes on where he was."""
    old, new = rename(student, "unit_1", "renamed")
    with contextlib.redirect_stdout(io.StringIO()) as out:
        start(student, "renamed", edit=False)
    assert f"{old.attempt} is now {new.attempt}" in out.getvalue()
    assert "as you left it" in out.getvalue()
    assert new.attempt.read_text(encoding="utf-8") == "mine = True\n"


def test_test_moves_it_and_remarks_it(student: Student) -> None:
    """The verdict is the same text as ever."""
    old, new = rename(student, "unit_1", "renamed")
    outcome = student.test(Wanted("renamed"), always("AC"))
    assert outcome.remarks == (f"{old.attempt} is now {new.attempt}, as its unit has moved",)
    assert outcome.text.startswith("AC")


def test_lost_attempt_of_a_renamed_unit_comes_from_its_last_snapshot(student: Student) -> None:
    """When the old folder was cleaned away meanwhile."""
    old, new = rename(student, "unit_1", "renamed")
    shutil.rmtree(old.folder)
    assert len(student.settle(new)) == 1
    assert new.attempt.read_text(encoding="utf-8") == "mine = True\n"
    assert last_kind(student) == "restored"


def test_attempt_begun_again_under_the_old_name_is_not_brought_back(student: Student) -> None:
    """What the learner has reset stays so."""
    student.begin_again(student.course.unit("unit_1"), "reset")
    old, new = rename(student, "unit_1", "renamed")
    shutil.rmtree(old.folder)
    assert student.settle(new) == []
    assert not new.attempt.exists()


def test_second_attempt_goes_to_the_history(student: Student) -> None:
    """Neither is overwritten: the one in the new folder stays, the old one can be restored."""
    old, new = rename(student, "unit_1", "renamed")
    new.attempt.write_text("newer = True\n", encoding="utf-8")
    status, out = said(student)
    assert status == 0
    assert "where another attempt lies; `kata restore " in out
    assert not old.attempt.exists()
    assert new.attempt.read_text(encoding="utf-8") == "newer = True\n"
    aside = versions(student.journal.events(), new.uuid)[-1]
    assert student.snapshots.load(aside.sha) == {"attempt.py": b"mine = True\n"}


def test_same_attempt_in_both_folders_is_one(student: Student) -> None:
    """The old one goes, and the history has nothing to tell of it."""
    old, new = rename(student, "unit_1", "renamed")
    new.attempt.write_bytes(old.attempt.read_bytes())
    assert said(student)[0] == 0
    assert not old.attempt.exists()
    assert new.attempt.read_text(encoding="utf-8") == "mine = True\n"
    assert last_kind(student) == "moved"


def test_unit_that_takes_the_place_of_another_gets_no_foreign_attempt(student: Student) -> None:
    """A new unit under an old name begins from its own template."""
    old, new = rename(student, "unit_1", "renamed")
    rename(student, "unit_2", "unit_1")
    taker = student.course.unit("unit_1")
    assert taker.attempt == old.attempt
    assert student.start(taker) is True
    assert taker.attempt.read_bytes() == taker.template.read_bytes()
    assert new.attempt.read_text(encoding="utf-8") == "mine = True\n"


def test_attempt_of_a_unit_that_is_gone_stays(student: Student) -> None:
    """Status 1, and nothing is touched."""
    unit = student.course.unit("unit_1")
    (unit.folder / "unit.toml").unlink()
    status, out = said(student)
    assert status == 1
    assert f"WRONG {unit.attempt} lies beside no unit" in out
    assert unit.attempt.read_text(encoding="utf-8") == "mine = True\n"


def test_doctor_names_attempts_that_are_gone(student: Student) -> None:
    """With the command that brings them back."""
    student.course.unit("unit_1").attempt.unlink()
    status, out = said(student)
    assert status == 1
    assert "WRONG gone attempts: unit_1; `kata restore --all`" in out


def test_remark_goes_to_standard_error(tmp_path: Path) -> None:
    """Through the warden and without it; JSON stays JSON."""
    checkout = Checkout(tmp_path)
    try:
        checkout.unit.attempt("def double(value):\n    return value * 2\n")
        for name, option in (("one", ()), ("two", ("--no-daemon",))):
            checkout.kata("start", "twice" if name == "one" else "one")
            old = checkout.unit.folder
            new = old.with_name(name)
            old.rename(new)
            old.mkdir()
            (new / "attempt.py").rename(old / "attempt.py")
            for file in (new / "unit.toml", tmp_path / "challenges" / "catalogue.toml"):
                text = file.read_text(encoding="utf-8")
                file.write_text(text.replace(f'"{old.name}"', f'"{name}"'), encoding="utf-8")
            checkout.unit.folder = new
            ended = checkout.kata("test", "--json", name, *option)
            assert (ended.returncode, ended.stdout[:1]) == (0, "{")
            assert (
                ended.stderr == f"{old}/attempt.py is now {new}/attempt.py, as its unit has moved\n"
            )
    finally:
        checkout.close()


def test_missing_attempt_is_still_an_error(student: Student) -> None:
    """A unit that was never begun has nothing to bring home."""

    def never(unit: Unit, request: object) -> Result:
        raise AssertionError("nothing is judged")

    with pytest.raises(KataError, match="unit_2 is not started"):
        student.test(Wanted("unit_2"), never)
