"""What is drawn for any result, and which result may be drawn."""

from __future__ import annotations

import asyncio
import re
from collections.abc import AsyncIterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tools.kata.hashes import subject_sha
from tools.kata.judge.result import Result, StageRef
from tools.kata.learner.trial import Learner
from tools.kata.render import HEIGHT, WIDTH
from tools.kata.tests.fixture_units import FixtureUnit
from tools.kata.tests.random_results import PASS, results
from tools.kata.tests.watched import RIGHT, WRONG
from tools.kata.units import load_unit
from tools.kata.watch import session as session_module
from tools.kata.watch.judging import Answer
from tools.kata.watch.session import Session
from tools.kata.watch.view import body_lines, head_lines

STAGE = """
[[stage]]
id = "long_texts_of_any_kind"
title = "Long texts"
"""


def session_in(root: Path) -> Session:
    """Returns a session of a unit whose stages are too many for a narrow line."""
    unit = FixtureUnit(root)
    unit.attempt(WRONG)
    unit.write("tests/test_long_texts_of_any_kind.py", "")
    with (unit.folder / "unit.toml").open("a", encoding="utf-8") as toml:
        toml.write(STAGE)
    return Session(Learner(root, root / "home"), load_unit(unit.folder), lambda: None)


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Session:
    return session_in(tmp_path_factory.mktemp("view"))


def drawn(
    session: Session, result: Result, *, colour: bool, width: int, old: bool = False
) -> list[str]:
    session.cancelled = old
    session.result = replace(result, stage=StageRef("any_input", 2, result.stage.title))
    head = head_lines(session, colour=colour, width=width)
    height = HEIGHT - 2 - len(head) if width == WIDTH else None
    return head + body_lines(session, colour=colour, width=width, height=height)


@given(result=results().filter(lambda result: result.verdict != "AC"))
def test_failure_fits_into_24_lines_of_80_columns(session: Session, result: Result) -> None:
    """With two lines left for state and keys."""
    lines = drawn(session, result, colour=False, width=WIDTH)
    assert len(lines) <= HEIGHT - 2
    assert max(map(len, lines)) <= WIDTH


@given(result=results(), old=st.booleans())
def test_narrow_screen_has_no_longer_lines(session: Session, result: Result, old: bool) -> None:
    """Nothing is left to the terminal to break."""
    assert max(map(len, drawn(session, result, colour=False, width=40, old=old))) <= 40


@given(result=results(), old=st.booleans())
def test_colour_adds_nothing_but_colour(session: Session, result: Result, old: bool) -> None:
    """Without its escape codes a coloured screen is the plain one."""
    coloured = drawn(session, result, colour=True, width=WIDTH, old=old)
    plain = [re.sub(r"\x1b\[[0-9;]*m", "", line) for line in coloured]
    assert plain == drawn(session, result, colour=False, width=WIDTH, old=old)


async def no_glance(*_: object) -> AsyncIterator[None]:
    """Stands in for a watcher that notices nothing."""
    await asyncio.Event().wait()
    yield


def test_answer_on_older_text_is_not_shown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A save that nobody notices before the answer comes: that is dropped, the new text judged."""
    watched = session_in(tmp_path)
    asked: list[str] = []
    shown: list[str] = []

    async def judged(_slug: str) -> Answer:
        asked.append(subject_sha(watched.unit.attempt))
        if len(asked) == 1:
            watched.unit.attempt.write_text(RIGHT, encoding="utf-8")
        return Answer(replace(PASS, subject_sha=asked[-1]))

    async def follow() -> None:
        ended = asyncio.Event()

        def changed() -> None:
            if watched.result is not None:
                shown.append(watched.result.subject_sha)
                ended.set()

        monkeypatch.setattr(watched, "_changed", changed)
        following = asyncio.create_task(watched.follow())
        await asyncio.wait_for(ended.wait(), 60)
        following.cancel()
        await asyncio.wait([following])

    monkeypatch.setattr(session_module, "judged", judged)
    monkeypatch.setattr(session_module, "glances", no_glance)
    asyncio.run(follow())
    assert len(asked) == 2
    assert shown == asked[1:]


def judged_texts(
    root: Path, monkeypatch: pytest.MonkeyPatch, saves: Sequence[str], judgements: int
) -> list[str]:
    """Returns the texts that a session judges while WRONG is replaced by others, one by one."""
    watched = session_in(root)
    file = watched.unit.attempt
    asked: list[str] = []

    async def judged(_slug: str) -> Answer:
        asked.append(file.read_text(encoding="utf-8"))
        return Answer(replace(PASS, subject_sha=subject_sha(file)))

    async def glances(*_: object) -> AsyncIterator[None]:
        while not asked:
            await asyncio.sleep(0)
        for text in saves:
            file.write_text(text, encoding="utf-8")
            yield
            for _turn in range(10):  # whatever is ready to run does
                await asyncio.sleep(0)
        while len(asked) < judgements:
            await asyncio.sleep(0)

    monkeypatch.setattr(session_module, "judged", judged)
    monkeypatch.setattr(session_module, "glances", glances)
    asyncio.run(asyncio.wait_for(watched.follow(), 60))
    return asked


def test_file_that_is_emptied_and_written_a_moment_later_is_judged_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A save in place is two steps, and a look may fall between them."""
    assert judged_texts(tmp_path, monkeypatch, ["", RIGHT], 2) == [WRONG, RIGHT]


def test_file_that_stays_empty_is_judged(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It is what was meant, then."""
    assert judged_texts(tmp_path, monkeypatch, [""], 2) == [WRONG, ""]


def test_pass_shows_what_bench_has_found_of_this_text(tmp_path: Path) -> None:
    """Figures of another text are not shown."""
    learner = Learner(tmp_path, tmp_path / "home")
    watched = session_in(tmp_path)
    watched.result = replace(PASS, subject_sha="now")
    figures = {"slope": 1.02, "reference_slope": 1.01, "ratio": 1.4}
    for sha, function in (("before", "halve"), ("now", "double")):
        event = {"function": function, "subject_sha": sha, **figures}
        learner.journal.append("bench", watched.unit.uuid, slug="twice", **event)
    watched.recall_growth()
    text = " ".join(body_lines(watched, colour=False, width=WIDTH))
    assert "double: Time grows as n^1.02, reference n^1.01." in text
    assert "1.4 times as long as the reference" in text
    assert "halve" not in text
