"""What made an attempt fail is tried first, in the same order wherever it is judged."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.kata.judge.counterexamples import FOLDER, Counterexamples
from tools.kata.judge.result import Result
from tools.kata.tests.conftest import Bench
from tools.kata.tests.fixture_units import FixtureUnit

# Nothing but 1000 itself is left wrong, and neither number that can be read here is 1000.
WRONG_FROM_1000 = "def double(value):\n    return value * 2 if value < 10 ** 3 else 0\n"
WRONG_AT_1000 = "def double(value):\n    return value * 2 if value != 10 ** 3 else 0\n"
RIGHT = "def double(value):\n    return value * 2\n"


Judge = Callable[[str], Result]


@pytest.fixture
def judged(unit: FixtureUnit, tmp_path: Path) -> Iterator[Judge]:
    """Judges texts as the unit's attempt, one after the other."""
    bench = Bench(unit, tmp_path)

    def judge(text: str) -> Result:
        unit.attempt(text)
        return bench.judge_choice("attempt")

    yield judge
    bench.close()


def failing_call(result: Result) -> str:
    assert result.failure is not None
    return result.failure.call


def kept(unit: FixtureUnit) -> list[Path]:
    return list((unit.folder / FOLDER).glob("*"))


def test_found_by_chance_only(judged: Judge, unit: FixtureUnit) -> None:
    """Without a counter-example the generated cases do not hit the single wrong number."""
    assert judged(WRONG_AT_1000).verdict == "AC"
    assert kept(unit) == []


def test_shrunk_kept_and_tried_first(judged: Judge, unit: FixtureUnit) -> None:
    """The smallest failing number is kept; the next save fails for it at once."""
    first = judged(WRONG_FROM_1000)
    assert (first.verdict, failing_call(first)) == ("WA", "double(1000)")
    assert len(kept(unit)) == 1
    assert first.failure is not None
    assert re.fullmatch(r"smaller \d+ times, tried first at the next save", first.failure.kept)
    second = judged(WRONG_AT_1000)
    assert failing_call(second) == "double(1000)"
    assert second.failure is not None
    assert second.failure.kept == "tried first at the next save"


def test_forgotten_when_it_passes(judged: Judge, unit: FixtureUnit) -> None:
    """A right attempt leaves no counter-example."""
    judged(WRONG_FROM_1000)
    assert judged(RIGHT).verdict == "AC"
    assert kept(unit) == []


def test_other_subjects_keep_nothing(bench: Bench) -> None:
    """A module that is not the learner's attempt is judged by the tests alone."""
    first = bench.judge(WRONG_FROM_1000)
    assert first.verdict == "WA"
    assert first.failure is not None
    assert first.failure.kept == ""
    assert bench.judge(WRONG_AT_1000).verdict == "AC"


def test_folder_that_cannot_be_written(tmp_path: Path) -> None:
    """A counter-example that cannot be kept is no failure of the run."""
    (tmp_path / "file").write_text("")
    store = Counterexamples()
    store.keep_in(tmp_path / "file" / FOLDER)
    store.save(b"test", b"example")
    store.delete(b"test", b"example")
    assert list(store.fetch(b"test")) == []
