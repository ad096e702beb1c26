"""Releases of the course, pulled by git over a learner's work, cost none of it."""

from __future__ import annotations

import contextlib
import hashlib
import io
import shutil
import subprocess
from pathlib import Path

import pytest

from tools.kata.cli.doctor import doctor
from tools.kata.cli.reporting import progress
from tools.kata.cli.versions import restore_all
from tools.kata.learner.moved import learners_files
from tools.kata.state.standing import standings
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import Student

IGNORED = """\
__pycache__/
/challenges/**/attempt.py
/challenges/**/attempt/
/challenges/**/attempt_tests.py
/progress.local.*
"""

STAGE = '\n[[stage]]\nid = "harder"\ntitle = "Harder"\n'

NAMES = ("NAME", "EMAIL")

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


def git(folder: Path, *arguments: str) -> str:
    """Runs git with nothing of this machine's configuration."""
    quiet = {"GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_SYSTEM": "/dev/null"}
    names = {f"GIT_{who}_{what}": "a@b.c" for who in ("AUTHOR", "COMMITTER") for what in NAMES}
    command = ["git", "-c", "init.defaultBranch=main", *arguments]
    environment = {"PATH": str(Path(shutil.which("git") or "").parent), **quiet, **names}
    ended = subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert ended.returncode == 0, ended.stderr
    return ended.stdout


class Releases:
    """The course's repository, a learner's clone of it, and the learner."""

    def __init__(self, folder: Path) -> None:
        self.upstream = folder / "upstream"
        Site(self.upstream, challenges=60, days=6)
        (self.upstream / ".gitignore").write_text(IGNORED, encoding="utf-8")
        git(self.upstream, "init", "--quiet")
        self._commit("first")
        git(folder, "clone", "--quiet", str(self.upstream), "clone")
        self.clone = folder / "clone"
        self.student = Student(self.clone, folder / "home")

    def release(self, what: str) -> None:
        """Commits what was changed upstream, and pulls it."""
        self._commit(what)
        git(self.clone, "pull", "--quiet", "--ff-only")
        # As a new process of the tool finds it.
        self.student = Student(self.clone, self.student.home)

    def _commit(self, what: str) -> None:
        git(self.upstream, "add", "--all")
        git(self.upstream, "commit", "--quiet", "-m", what)

    def rename(self, old: str, new: str) -> None:
        """Renames a unit upstream."""
        folder = next((self.upstream / "challenges").rglob(old))
        moved = folder.with_name(new)
        git(self.upstream, "mv", str(folder), str(moved))
        for file in (moved / "unit.toml", self.upstream / "challenges" / "catalogue.toml"):
            text = file.read_text(encoding="utf-8")
            assert text.count(f'"{old}"') >= 1
            file.write_text(text.replace(f'slug = "{old}"', f'slug = "{new}"'), encoding="utf-8")

    def work(self) -> dict[tuple[str, str], str]:
        """Returns hashes of all that the learner has made, by uuid of the unit and name."""
        found = {}
        for top in learners_files(self.clone):
            uuid = self.student.course.load(top.parent).uuid
            for file in [top] if top.is_file() else sorted(top.rglob("*.py")):
                name = file.relative_to(top.parent).as_posix()
                found[uuid, name] = hashlib.sha256(file.read_bytes()).hexdigest()
        return found


@pytest.fixture
def releases(tmp_path: Path) -> Releases:
    """A learner who has judged an edited attempt at each of 50 units, days among them."""
    made = Releases(tmp_path)
    units = [unit for unit in made.student.course.present() if unit.is_day]
    units += [unit for unit in made.student.course.present() if not unit.is_day]
    for number, unit in enumerate(units[:50]):
        made.student.start(unit)
        text = f"# Mine: {number}\nvalue = {number!r}\n"
        if unit.is_day:
            (unit.attempt / "inner").mkdir()
            (unit.attempt / "inner" / "part.py").write_text(text, encoding="utf-8")
        else:
            unit.attempt.write_text(text, encoding="utf-8")
        if number % 5 == 0:
            tests = unit.folder / "attempt_tests.py"
            tests.write_text(f"def test_{number}(subject): pass\n", encoding="utf-8")
        made.student.judged(unit.slug, "AC" if number % 2 else "WA")
    return made


def quietly(command: str, student: Student) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as out:
        if command == "doctor":
            doctor(student)
        elif command == "restore":
            assert restore_all(student) == 0
        else:
            progress(student, "md")
    return out.getvalue()


def test_three_releases_and_a_clean_cost_no_byte(releases: Releases) -> None:
    """A renamed unit and day, changed tests, a new stage; then everything untracked is removed."""
    quietly("progress", releases.student)
    notes = releases.clone / "progress.local.md"
    marker = f"<!-- notes:{releases.student.course.unit('unit_1').uuid} -->"
    text = notes.read_text(encoding="utf-8")
    notes.write_text(text.replace(f"{marker}\n", f"{marker}\nmy note\n", 1), encoding="utf-8")
    before = releases.work()
    assert len({uuid for uuid, _ in before}) == 50

    releases.rename("unit_7", "seventh")
    releases.rename("day03_cache", "day03_store")
    releases.release("renamed")
    assert "is now" in quietly("doctor", releases.student)
    assert releases.work() == before

    changed = ("unit_11", "unit_12", "day01_cache")
    for slug in changed:
        tests = next((releases.upstream / "challenges").rglob(f"{slug}/tests/test_examples.py"))
        tests.write_text(tests.read_text(encoding="utf-8") + "\n# more\n", encoding="utf-8")
    releases.release("other tests")
    assert releases.work() == before

    unit_toml = next((releases.upstream / "challenges").rglob("unit_13/unit.toml"))
    unit_toml.write_text(unit_toml.read_text(encoding="utf-8") + STAGE, encoding="utf-8")
    (unit_toml.parent / "tests" / "test_harder.py").write_text("", encoding="utf-8")
    # A second name for one that was renamed already.
    releases.rename("seventh", "seventh_again")
    releases.release("a stage more")
    quietly("doctor", releases.student)
    assert releases.work() == before
    known = standings(releases.student.journal.events())
    units = {unit.slug: unit for unit in releases.student.course.present()}
    status = {slug: known[units[slug].uuid].status(units[slug]) for slug in (*changed, "unit_13")}
    solved = {slug for slug in status if known[units[slug].uuid].solved_at}
    assert solved
    assert {slug for slug, found in status.items() if found == "re-check"} == solved

    quietly("progress", releases.student)
    written = notes.read_bytes()
    git(releases.clone, "clean", "-fdxq")
    assert releases.work() == {}
    assert not notes.exists()
    assert "attempts restored: 50" in quietly("restore", releases.student)
    assert releases.work() == before
    assert notes.read_bytes() == written
    assert b"my note" in written
    assert git(releases.clone, "status", "--porcelain") == ""


def test_clean_between_a_rename_and_the_next_command_costs_nothing(releases: Releases) -> None:
    """The old folder never was under the eyes of the tool again."""
    before = releases.work()
    releases.rename("unit_1", "first")
    git(releases.clone, "clean", "-fdxq")
    releases.release("renamed")
    quietly("restore", releases.student)
    assert releases.work() == before


def test_a_second_clone_has_the_same_work(releases: Releases, tmp_path: Path) -> None:
    """The learner's data are those of the learner, not of a checkout."""
    before = releases.work()
    git(tmp_path, "clone", "--quiet", str(releases.upstream), "other")
    releases.clone = tmp_path / "other"
    releases.student = Student(releases.clone, releases.student.home)
    quietly("restore", releases.student)
    assert releases.work() == before
