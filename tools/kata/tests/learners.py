"""A learner whose clock and judge the test holds in its hands."""

from __future__ import annotations

import datetime
from collections.abc import Callable
from pathlib import Path

from tools.kata.hashes import subject_sha, tests_sha
from tools.kata.judge.request import Request
from tools.kata.judge.result import EXIT_CODES, Failure, Result, StageRef
from tools.kata.learner.trial import Learner, Outcome, Wanted
from tools.kata.units import Unit

# At noon, so that the day is the same in every zone where people live.
BEGINNING = datetime.datetime(2026, 1, 5, 12, 0, tzinfo=datetime.UTC)


class FakeClock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = BEGINNING

    def __call__(self) -> datetime.datetime:
        return self.now

    def move(self, **span: float) -> None:
        """Moves it by a span as `datetime.timedelta` takes it."""
        self.now += datetime.timedelta(**span)


def always(verdict: str) -> Callable[[Unit, Request], Result]:
    """Returns a judge that knows one verdict."""
    assert verdict in EXIT_CODES

    def judge(unit: Unit, request: Request) -> Result:
        solved = verdict == "AC"
        last = unit.stages[-1]
        return Result(
            unit=unit.slug,
            uuid=unit.uuid,
            subject="attempt",
            verdict=verdict,
            stage=StageRef(last.id, last.index, last.title),
            stages=len(unit.stages),
            scope=request.scope,
            case="" if solved else f"test_{last.id}.py::test_x",
            passed=3 if solved else 1,
            total=3,
            cases=(),
            failure=None if solved else Failure(),
            ms=1.0,
            cpu_ms=1.0,
            peak_kb=1,
            output_bytes=0,
            seed=None,
            subject_sha=subject_sha(unit.attempt),
            tests_sha=tests_sha(unit),
        )

    return judge


class Student(Learner):
    """Works on units without a judge that takes its time."""

    def __init__(self, root: Path, home: Path) -> None:
        self.clock = FakeClock()
        super().__init__(root, home, self.clock)

    def judged(self, slug: str, *verdicts: str) -> Outcome:
        """Has an attempt judged once for each verdict; returns the last outcome."""
        unit = self.course.unit(slug)
        if not unit.attempt.exists():
            self.start(unit)
        outcomes = [self.test(Wanted(slug), always(verdict)) for verdict in verdicts]
        return outcomes[-1]
