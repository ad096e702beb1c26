"""The measuring process: forked, limited, its words are frames on a pipe."""

from __future__ import annotations

import contextlib
import os
import resource
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NoReturn

from tools.kata.bench.measure import ATTEMPT, Contest, Watcher, WrongAnswerError, measure
from tools.kata.judge import limits
from tools.kata.judge.failure import explain
from tools.kata.judge.frames import FrameWriter
from tools.kata.measured import load_measured
from tools.kata.perf import Perf
from tools.kata.subject import load_subject, subject_path
from tools.kata.units import Limits, Unit

_exit = os._exit


@dataclass(frozen=True, slots=True)
class Order:
    """What is to be measured.

    Attributes:
        unit: The unit.
        claim: One of its claims.
        choice: The subject that is held against the solution, as `load_subject` takes it.
        budget_s: Seconds of processor time that it should take.
        limits: What it may use at most.
        scratch: An empty folder: working directory and temporary folder.
    """

    unit: Unit
    claim: Perf
    choice: str
    budget_s: float
    limits: Limits
    scratch: Path


def run_child(order: Order, report: int, nonce: str) -> NoReturn:
    """Measures, sends what was found, and ends the process; nothing of the caller goes on."""
    try:
        writer = _set_up(order, report, nonce)
        try:
            _measure(order, writer)
        except BaseException as error:
            _explain(error, order, writer)
    finally:
        _exit(0)


def _set_up(order: Order, report: int, nonce: str) -> FrameWriter:
    os.setsid()
    limits.die_with_parent()
    limits.use_one_arena()
    null = os.open(os.devnull, os.O_RDWR)
    for descriptor in (0, 1, 2):
        os.dup2(null, descriptor)
    os.chdir(order.scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = str(order.scratch)
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    sys.stdin, sys.stdout, sys.stderr = (open(os.devnull, mode) for mode in "rww")  # noqa: SIM115, PTH123
    writer = FrameWriter(report, nonce)
    writer.send({"kind": "ready", "rss_kb": limits.resident_kb()})
    limits.apply_all_but_cpu(order.limits)
    return writer


def _measure(order: Order, writer: FrameWriter) -> None:
    measured = load_measured(order.claim)
    folder = order.unit.folder
    contest = Contest(
        attempt=measured.call_of(load_subject(folder, order.choice)),
        reference=measured.call_of(load_subject(folder, "solution")),
        make=measured.make,
        time=order.claim.time,
        space=order.claim.space,
        largest=order.claim.largest,
    )
    writer.send({"kind": "described", "text": measured.description})
    found = measure(contest, order.budget_s, _Sender(writer), _clock())
    writer.send({"kind": "done", "measured": asdict(found)})


def _clock() -> Callable[[], float]:
    """Returns a clock that counts all threads, unless a limit of the caller makes it coarse."""
    limited = resource.getrlimit(resource.RLIMIT_CPU)[0] != resource.RLIM_INFINITY
    return time.thread_time if limited else time.process_time


class _Sender(Watcher):
    def __init__(self, writer: FrameWriter) -> None:
        self._writer = writer

    def calling(self, who: int, n: int) -> None:
        self._writer.send({"kind": "calling", "attempt": who == ATTEMPT, "n": n})

    def progress(self, part: str, share: float) -> None:
        self._writer.send({"kind": "progress", "part": part, "share": share})


def _explain(error: BaseException, order: Order, writer: FrameWriter) -> None:
    with contextlib.suppress(BaseException):
        if isinstance(error, WrongAnswerError):
            verdict, message = "WA", str(error)
        else:
            subject = subject_path(order.unit.folder, order.choice)
            verdict, failure = explain(error, subject)
            message = failure.message
            if failure.where is not None:
                message += f"\nat {failure.where.file}:{failure.where.line}"
            elif verdict == "RTE":
                # Not from the attempt's code: the input, or the reference.
                verdict = "JE"
        writer.send({"kind": "fault", "verdict": verdict, "message": message})
