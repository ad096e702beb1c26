"""Damage to the learner's data anywhere costs what the damaged place said, and is reported."""

from __future__ import annotations

import contextlib
import io
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from tools.kata.cli import overview, reporting, reviewing, versions
from tools.kata.cli.doctor import doctor
from tools.kata.cli.reference import solution
from tools.kata.cli.working import hint
from tools.kata.learner.errors import KataError
from tools.kata.learner.trial import Learner
from tools.kata.state.journal import Journal
from tools.kata.state.standing import standings
from tools.kata.tests.checkouts import Checkout
from tools.kata.tests.dashboards import Site
from tools.kata.tests.learners import Student

SLUGS = ("unit_1", "unit_2", "unit_3")

Damage = Callable[[bytes], bytes]


def flipped(data: bytes, start: int, length: int, noise: bytes) -> bytes:
    flips = (noise or b"\x01") * (length + 1)
    middle = bytes(a ^ (b or 1) for a, b in zip(data[start : start + length], flips, strict=False))
    return data[:start] + middle + data[start + length :]


def cut(data: bytes, start: int, length: int, noise: bytes) -> bytes:
    return data[:start] + data[start + length :]


def inserted(data: bytes, start: int, length: int, noise: bytes) -> bytes:
    return data[:start] + noise + data[start:]


def duplicated(data: bytes, start: int, length: int, noise: bytes) -> bytes:
    return data[: start + length] + data[start:]


@st.composite
def damages(draw: st.DrawFn) -> Damage:
    """Ways to damage a file: one range of it, anywhere."""
    kind = draw(st.sampled_from([flipped, cut, inserted, duplicated]))
    share, length = draw(st.integers(0, 10_000)), draw(st.integers(1, 600))
    noise = draw(st.binary(max_size=40) | st.sampled_from([b"\n", b"\0\0", b"}\n{", b"\\ud800"]))
    return lambda data: kind(data, len(data) * share // 10_000, length, noise)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Student:
    """A learner who has solved three units, with hints, wrong runs and a solution opened."""
    root = tmp_path_factory.mktemp("damage")
    for unit in Site(root, challenges=6, days=0).units:
        (unit.folder / "notes.md").write_text("# Notes\n", encoding="utf-8")
        (unit.folder / "solution.py").write_text("", encoding="utf-8")
    student = Student(root, root / "mine")
    for number, slug in enumerate(SLUGS):
        student.judged(slug, "WA")
        student.course.unit(slug).attempt.write_text(f"n = {number}\n", encoding="utf-8")
        student.judged(slug, "AC")
    student.judged("unit_4", "WA")
    quietly(lambda: hint(student, "unit_4", seen=False))
    quietly(lambda: solution(student, "unit_4", give_up=True))
    return student


def quietly(command: Callable[[], object]) -> str:
    """Runs a command; it may refuse, but not crash."""
    with contextlib.redirect_stdout(io.StringIO()) as out, contextlib.suppress(KataError):
        command()
    return out.getvalue()


def run_all(learner: Learner) -> None:
    """Runs every command that reads the learner's data."""
    for form in (None, "json", "md"):
        quietly(lambda form=form: reporting.progress(learner, form))  # type: ignore[misc]
    for as_json in (False, True):
        quietly(lambda: overview.list_units(learner, None, None, None, as_json=as_json))  # noqa: B023
        quietly(lambda: reviewing.suggest_next(learner, as_json=as_json))  # noqa: B023
        quietly(lambda: reviewing.list_reviews(learner, as_json=as_json))  # noqa: B023
        for slug in (*SLUGS, "unit_4"):
            quietly(lambda: versions.history(learner, slug, as_json=as_json))  # noqa: B023
            quietly(lambda: hint(learner, slug, seen=True, as_json=as_json))  # noqa: B023
            quietly(lambda: solution(learner, slug, give_up=False, as_json=as_json))  # noqa: B023
    quietly(lambda: versions.restore_all(learner))


@settings(
    max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(damages())
def test_damaged_journal(before: Student, damage: Damage) -> None:
    """Undamaged lines count, damaged ones are set aside and reported, no command crashes."""
    home = before.home.with_name("damaged")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(before.home, home)
    file = home / "journal.jsonl"
    data = damage(file.read_bytes())
    file.write_bytes(data)
    learner = Learner(before.course.root, home)
    run_all(learner)
    kept = journal_bytes(home)
    assert all(line in kept for line in data.split(b"\n"))
    known = standings(learner.journal.events())
    for line in before.journal.file.read_bytes().splitlines():
        if b'"verdict": "AC"' in line and line in data:
            unit = next(unit for unit in learner.course.present() if unit.uuid.encode() in line)
            assert known[unit.uuid].solved_at is not None
    lines = set(before.journal.file.read_bytes().splitlines())
    whole = all(line in lines for line in data.split(b"\n") if line)
    if not whole and (home / "journal.bad").exists():
        assert "were set aside" in quietly(lambda: doctor(learner))
    # And it works on.
    event = learner.journal.append("hint", learner.course.unit("unit_1").uuid, rung=3)
    assert Journal(home).events()[-1] == event


def journal_bytes(home: Path) -> set[bytes]:
    files = (home / "journal.jsonl", home / "journal.bad")
    return {line for file in files if file.exists() for line in file.read_bytes().split(b"\n")}


@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(damages(), st.integers(0, 2))
def test_damaged_snapshot(before: Student, damage: Damage, index: int) -> None:
    """All others come back, the damaged one is named, and judging the attempt makes it whole."""
    home = before.home.with_name("damaged")
    shutil.rmtree(home, ignore_errors=True)
    shutil.copytree(before.home, home)
    unit = before.course.unit(SLUGS[index])
    sha = before.snapshots.save(unit.attempt)
    file = home / "snapshots" / sha[:2] / f"{sha[2:]}.z"
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    texts = {slug: before.course.unit(slug).attempt.read_bytes() for slug in SLUGS}
    for slug in SLUGS:
        before.course.unit(slug).attempt.unlink()
    learner = Learner(before.course.root, home)
    try:
        out = quietly(lambda: versions.restore_all(learner))
        for slug in SLUGS:
            attempt = before.course.unit(slug).attempt
            if slug == unit.slug and f"snapshot {sha[:12]} is damaged" in out:
                assert attempt.read_bytes() == unit.template.read_bytes()  # the one before it
            else:
                assert attempt.read_bytes() == texts[slug]
    finally:
        for slug in SLUGS:
            before.course.unit(slug).attempt.write_bytes(texts[slug])
    assert learner.snapshots.save(unit.attempt) == sha
    assert learner.snapshots.load(sha) == {"attempt.py": texts[unit.slug]}


def test_every_flipped_byte_of_a_line_is_noticed(tmp_path: Path) -> None:
    """What is read is what was written, or it is set aside: never something else."""
    journal = Journal(tmp_path)
    event = journal.append("judged", "u", verdict="AC", stage="ä", passed=12, scope=None)
    line = journal.file.read_bytes()
    for place in range(len(line)):
        for bit in range(8):
            damaged = bytearray(line)
            damaged[place] ^= 1 << bit
            journal.file.write_bytes(damaged)
            (tmp_path / "journal.bad").unlink(missing_ok=True)
            for found in Journal(tmp_path).events():
                assert event.items() <= found.items(), (place, bit)


def test_events_that_were_run_together_are_told_apart(tmp_path: Path) -> None:
    """A lost newline costs no event; the line is set aside as it was found, too."""
    journal = Journal(tmp_path)
    for rung in range(4):
        journal.append("hint", "u", rung=rung)
    lines = journal.file.read_bytes().splitlines()
    together = lines[1] + b"\0" + lines[2]
    journal.file.write_bytes(b"\n".join([lines[0], together, lines[3], b""]))
    assert [event["rung"] for event in Journal(tmp_path).events()] == [0, 1, 2, 3]
    assert journal.bad_file.read_bytes() == together + b"\n"


def test_every_command_reports_damage(tmp_path: Path) -> None:
    """On standard error, so that JSON stays JSON, already by the command that finds it."""
    checkout = Checkout(tmp_path)
    try:
        checkout.kata("start", "twice")
        with checkout.journal().file.open("ab") as journal:
            journal.write(b"[" * 100_000 + b"\n")
        for _ in range(2):
            ended = checkout.kata("list", "--json")
            assert ended.returncode == 0
            assert ended.stdout.startswith("[")
            assert ended.stderr.startswith("1 damaged or foreign lines of the journal")
        checkout.journal().bad_file.unlink()
        assert checkout.kata("list").stderr == ""
    finally:
        checkout.close()
