"""Makes the result of a run out of what its supervisor recorded."""

from __future__ import annotations

import re
import signal
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from tools.kata.judge.failure import is_inside, relative
from tools.kata.judge.result import Case, Failure, Result, StageRef, Where
from tools.kata.judge.suite import SuiteCase
from tools.kata.judge.supervise import Record
from tools.kata.units import Stage, Unit

_FRAME = re.compile(r'File "(?P<file>.+)", line (?P<line>\d+) in (?P<function>.+)')
_SHOWN_FRAMES = 3
_OUTPUT_CHARACTERS = 2000


@dataclass(frozen=True, slots=True)
class Asked:
    """What was judged: the subject, what it was called, and how much of the suite."""

    unit: Unit
    subject: Path
    choice: str
    scope: str | None
    subject_sha: str
    tests_sha: str


def conclude(
    asked: Asked, cases: Sequence[SuiteCase], expected: Sequence[SuiteCase], record: Record
) -> Result:
    """Returns the verdict: that of the first case, in teaching order, that has not passed.

    Args:
        asked: What was judged.
        cases: All cases that the result lists.
        expected: Those that must arrive as passed: all, or one part.
        record: What became of them.
    """
    bad = next((c for c in expected if not _passed(record, c.id)), None)
    verdict, failure = ("AC", None) if bad is None else _blame(asked, bad, record)
    last = cases[-1].stage
    return _result(
        asked,
        verdict,
        failure,
        bad.stage if bad else last,
        case=bad.id if bad else "",
        cases=tuple(_case(c, record) for c in cases),
        record=record,
    )


def judge_error(asked: Asked, message: str) -> Result:
    """Returns the result of a run that could not be: the tests or the judge are at fault."""
    stage = asked.unit.stages[0]
    return _result(asked, "JE", Failure(message=message), stage, "", (), Record())


def _result(
    asked: Asked,
    verdict: str,
    failure: Failure | None,
    stage: Stage,
    case: str,
    cases: tuple[Case, ...],
    record: Record,
) -> Result:
    unit = asked.unit
    return Result(
        unit=unit.slug,
        uuid=unit.uuid,
        subject=asked.choice,
        verdict=verdict,
        stage=StageRef(stage.id, stage.index, stage.title),
        stages=len(unit.stages),
        scope=asked.scope,
        case=case,
        passed=sum(one.outcome == "passed" for one in cases),
        total=len(cases),
        cases=cases,
        failure=failure,
        ms=round(record.ms, 1),
        cpu_ms=round(record.cpu_s * 1000, 1),
        peak_kb=record.peak_kb,
        output_bytes=record.output_bytes,
        seed=None,
        subject_sha=asked.subject_sha,
        tests_sha=asked.tests_sha,
    )


def _passed(record: Record, case: str) -> bool:
    return record.ended.get(case, {}).get("outcome") == "passed"


def _case(case: SuiteCase, record: Record) -> Case:
    frame = record.ended.get(case.id)
    if frame is None:
        broke_here = record.running == case.id
        return Case(case.id, case.stage.id, "failed" if broke_here else "not_run", 0.0)
    return Case(case.id, case.stage.id, str(frame["outcome"]), float(str(frame["ms"])))


def _blame(asked: Asked, case: SuiteCase, record: Record) -> tuple[str, Failure]:
    frame = record.ended.get(case.id)
    output = record.output[-_OUTPUT_CHARACTERS:]
    if frame is not None or record.fault is not None:
        said = frame or record.fault or {}
        return str(said["verdict"]), replace(_failure(said["failure"]), output=output)
    verdict, message = record.broken_limit or _how_it_ended(record, asked.unit.limits.cpu_s)
    frames = list(_dumped(record.dump, asked.subject))
    if len(frames) > 1:
        outer = " < ".join(f"{w.file}:{w.line} in {w.function}" for w in frames[:_SHOWN_FRAMES])
        message += f"\nit was at {outer}"
    where = frames[0] if frames else None
    return verdict, Failure(message=message, where=where, output=output)


def _how_it_ended(record: Record, cpu_s: float) -> tuple[str, str]:
    """Explains a process that ended before it said that it is through."""
    code = -(record.status & 0x7F) or record.status >> 8
    if code == -signal.SIGXCPU or (code == -signal.SIGKILL and record.cpu_s >= cpu_s):
        return "TLE", f"more than {cpu_s:g} s of processor time"
    if code == -signal.SIGSEGV:
        return "RTE", "the process crashed (SIGSEGV), as very deep recursion makes it"
    if code < 0:
        return "RTE", f"the process was ended by {signal.Signals(-code).name}"
    way = f"the process ended by itself (exit status {code}) or closed every open file"
    return "RTE", f"{way}, before the case was over"


def _dumped(dump: str, subject: Path) -> Iterable[Where]:
    """Yields the subject's lines in faulthandler's text, the innermost of a thread first.

    The thread that was running comes last there, and first here.
    """
    for thread in reversed(dump.split("\n\n")):
        for match in _FRAME.finditer(thread):
            if is_inside(match["file"], subject):
                file = relative(match["file"], subject)
                yield Where(file, int(match["line"]), match["function"])


def _failure(data: object) -> Failure:
    if not isinstance(data, dict):
        return Failure(message=str(data))
    where = data.get("where")
    return Failure(**{**data, "where": Where(**where) if where else None})
