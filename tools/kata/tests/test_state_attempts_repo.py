"""Each pass is a commit in the learner's own repository, when one is set."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from tools.kata.cli.configuring import attempts_repo
from tools.kata.learner.errors import KataError
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import Student

RIGHT = "def double(value):\n    return value * 2\n"
WHERE = "intermediate/arrays/twice/attempt.py"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="there is no git")


class WithRepository(Checkout):
    """A checkout with a git that knows its user, and a repository beside it."""

    def __init__(self, folder: Path) -> None:
        (folder / "checkout").mkdir()
        super().__init__(folder / "checkout")
        self.repository = folder / "mine"
        self._settings = self.root / ".gitconfig"
        self._settings.write_text("[user]\nname = a\nemail = a@b.c\n", encoding="utf-8")

    def git(self, *arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments],
            cwd=self.repository,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=True,
        ).stdout

    def set(self, path: Path | None = None) -> subprocess.CompletedProcess[str]:
        return self.kata("config", "attempts-repo", str(path or self.repository))


@pytest.fixture
def checkout(tmp_path: Path) -> Iterator[WithRepository]:
    made = WithRepository(tmp_path)
    yield made
    made.close()


def test_each_pass_is_a_commit(checkout: WithRepository) -> None:
    """Only passes, only when the attempt is another one, and nothing else that was staged."""
    assert checkout.set().stdout == f"each pass is committed to {checkout.repository}\n"
    checkout.unit.attempt("def double(value):\n    return 0\n")
    checkout.kata("test", "twice")
    checkout.unit.attempt(RIGHT)
    (checkout.repository / "draft.txt").write_text("not yet\n", encoding="utf-8")
    checkout.git("add", "draft.txt")
    for _ in range(2):
        ended = checkout.kata("test", "twice")
        assert (ended.returncode, ended.stderr) == (0, "")
    checkout.unit.attempt(RIGHT + "# better\n")
    assert checkout.kata("test", "--no-daemon", "twice").stderr == ""
    assert checkout.git("log", "--format=%s").splitlines() == ["Solve Twice", "Solve Twice"]
    assert checkout.git("show", f"HEAD~1:{WHERE}") == RIGHT
    assert checkout.git("show", f"HEAD:{WHERE}") == RIGHT + "# better\n"
    assert checkout.git("status", "--porcelain") == "A  draft.txt\n"
    assert checkout.kata("config", "attempts-repo").stdout == f"{checkout.repository}\n"
    checkout.kata("config", "attempts-repo", "--off")
    checkout.unit.attempt(RIGHT)
    checkout.kata("test", "twice")
    assert len(checkout.git("log", "--format=%s").splitlines()) == 2


@pytest.mark.parametrize("damage", ["gone", "locked", "refused", "config"])
def test_failure_warns_and_the_pass_counts(checkout: WithRepository, damage: str) -> None:
    """The verdict is printed and kept whatever git says; the warning is on standard error."""
    checkout.set()
    if damage == "gone":
        shutil.rmtree(checkout.repository)
    elif damage == "locked":
        (checkout.repository / ".git" / "index.lock").touch()
    elif damage == "refused":
        hook = checkout.repository / ".git" / "hooks" / "pre-commit"
        hook.parent.mkdir(exist_ok=True)
        hook.write_text("#!/bin/sh\necho no >&2\nexit 1\n", encoding="utf-8")
        hook.chmod(0o755)
    else:
        (checkout.home / "config.json").write_bytes(b"\0")
    checkout.unit.attempt(RIGHT)
    ended = checkout.kata("test", "--json", "twice")
    assert (ended.returncode, ended.stdout[:1]) == (0, "{")
    assert ended.stderr.startswith("the pass counts, but is in no commit of yours: ")
    assert "solved" in checkout.kata("list").stdout


def test_repository_lies_outside_and_in_no_foreign_folder(checkout: WithRepository) -> None:
    """Status 2, and nothing was made."""
    inside = checkout.root / "challenges" / "mine"
    ended = checkout.set(inside)
    assert (ended.returncode, inside.exists()) == (2, False)
    assert f"{inside} lies in the checkout" in ended.stderr
    checkout.repository.mkdir()
    (checkout.repository / "letter.txt").write_text("x", encoding="utf-8")
    ended = checkout.set()
    assert ended.returncode == 2
    assert "holds files and is no git repository" in ended.stderr
    assert not (checkout.repository / ".git").exists()
    assert checkout.kata("config", "attempts-repo").stdout.startswith("no repository is set")
    assert checkout.kata("config", "attempts-repo", "--off", "x").returncode == 2


def test_day_is_committed_with_what_it_no_longer_has(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A package's files are those of the attempt, removed ones are removed."""
    settings = tmp_path / ".gitconfig"
    settings.write_text("[user]\nname = a\nemail = a@b.c\n", encoding="utf-8")
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "course").mkdir()
    Site(tmp_path / "course", challenges=6, days=2)
    student = Student(tmp_path / "course", tmp_path / "home")
    attempts_repo(student, tmp_path / "mine", off=False)
    unit = student.course.unit("day01_cache")
    student.start(unit)
    (unit.attempt / "extra.py").write_text("extra = 1\n", encoding="utf-8")
    student.judged("day01_cache", "AC")
    (unit.attempt / "extra.py").unlink()
    assert student.judged("day01_cache", "AC").remarks == ()
    shown = subprocess.run(
        ["git", "log", "--format=", "--name-status"],
        cwd=tmp_path / "mine",
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    assert shown.split("\n")[0] == "D\tdays/day01_cache/attempt/extra.py"


def test_damaged_configuration_is_said(tmp_path: Path) -> None:
    """With the file; setting it again makes it whole."""
    Site(tmp_path / "course", challenges=6, days=0)
    student = Student(tmp_path / "course", tmp_path / "home")
    student.home.mkdir()
    for content in (b"\xff", b"[]", b'{"v": 2}'):
        (student.home / "config.json").write_bytes(content)
        with pytest.raises(KataError, match=r"config\.json"):
            attempts_repo(student, None, off=False)
    attempts_repo(student, None, off=True)
    attempts_repo(student, None, off=False)
