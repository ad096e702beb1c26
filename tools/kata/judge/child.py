"""The judged process: forked from the zygote, it limits itself and runs the cases."""

from __future__ import annotations

import builtins
import contextlib
import dataclasses
import faulthandler
import io
import os
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from types import ModuleType
from typing import NoReturn

from tools.kata.judge import generating, limits
from tools.kata.judge.counterexamples import FOLDER
from tools.kata.judge.failure import MAX_TEXT, explain
from tools.kata.judge.frames import FrameWriter
from tools.kata.judge.result import Failure
from tools.kata.judge.suite import Observer, Suite, SuiteCase
from tools.kata.subject import VARIABLE, import_begun

DUMP_SIGNAL = signal.SIGUSR1

# High numbers, so that closing "all" descriptors of a small range leaves them open.
_REPORT_FD, _DUMP_FD = 400, 401

_builtins = dict(vars(builtins))
_now = vars(builtins)
_update_builtins = _now.update
_perf_counter = time.perf_counter
_write = os.write
_exit = os._exit


@dataclass(frozen=True, slots=True)
class Order:
    """What one run is to do.

    Attributes:
        subject: File or package folder of the subject.
        choice: What the `subject` fixture is told: a name such as solution, or the path.
        run_all: Whether to go on after a failure.
        scratch: An empty folder: working directory and temporary folder of the run.
    """

    subject: Path
    choice: str
    run_all: bool
    scratch: Path


@dataclass(frozen=True, slots=True)
class Ends:
    """The judged process's ends of its pipes."""

    report: int
    dump: int
    output: int


def run_child(
    suite: Suite, cases: Sequence[SuiteCase], order: Order, ends: Ends, nonce: str
) -> NoReturn:
    """Runs the cases and ends the process; nothing of the caller goes on."""
    try:
        writer = _set_up(order, ends, nonce)
        limits.apply(suite.unit.limits)
        run = _Run(suite, order, writer, nonce)
        suite.observer = run
        run.run(cases)
    except BaseException as error:
        patched = _repair_builtins()
        with contextlib.suppress(BaseException):
            verdict, failure = _explain_breakdown(error, patched, order)
            writer.send({"kind": "fault", "verdict": verdict, "failure": failure.as_json()})
    finally:
        _exit(0)


def _repair_builtins() -> list[str]:
    """Undoes changes to the builtins and returns the names of those that were changed."""
    if _now == _builtins:  # the usual case, hundreds of times a run
        return []
    changed = [name for name, value in _builtins.items() if _now.get(name) is not value]
    _update_builtins(_builtins)
    return changed


def _explain_breakdown(
    error: BaseException, patched: list[str], order: Order
) -> tuple[str, Failure]:
    """Says why a run broke down outside of a case: in pytest, or in the judge itself."""
    if patched:
        return "RTE", _patched_failure(patched)
    verdict, failure = explain(error, order.subject)
    if failure.where is not None or verdict == "MLE":
        return verdict, failure
    if import_begun(order.subject):
        # The same steps work for every other subject.
        said = "the run broke down, as if the attempt had changed something that the tests share"
        return "RTE", Failure(message=f"{said}: {error!r}"[:MAX_TEXT])
    text = "".join(traceback.format_exception(error))
    return "JE", Failure(message=text[-MAX_TEXT:])


def _patched_failure(names: list[str]) -> Failure:
    listed = ", ".join(sorted(names))
    return Failure(message=f"the attempt replaces builtins that the tests need, too: {listed}")


class _Run(Observer):
    def __init__(self, suite: Suite, order: Order, writer: FrameWriter, nonce: str) -> None:
        self._suite = suite
        self._order = order
        self._writer = writer
        self._marker = output_marker(nonce)
        self._failed: BaseException | None = None
        self._patched: list[str] = []

    def run(self, cases: Sequence[SuiteCase]) -> None:
        for number, case in enumerate(cases):
            self._failed, self._patched = None, []
            generating.counterexamples.saves = 0
            self._flush()
            with contextlib.suppress(OSError):  # the attempt may have closed it
                _write(1, self._marker)
            self._writer.send({"kind": "start", "case": case.id})
            began = _perf_counter()
            self._suite.run(cases, number)
            self._patched += _repair_builtins()
            self._flush()
            ms = round((_perf_counter() - began) * 1000, 3)
            self._writer.send({"kind": "end", "case": case.id, "ms": ms, **self._outcome()})
            if self._failed is not None and not self._order.run_all:
                break
        self._writer.send({"kind": "done"})

    def phase_over(self, error: BaseException | None) -> None:
        self._patched += _repair_builtins()
        if self._failed is None:
            self._failed = error

    def _outcome(self) -> dict[str, object]:
        if self._patched:
            self._failed = self._failed or RuntimeError()
            failure = _patched_failure(self._patched)
            return {"outcome": "failed", "verdict": "RTE", "failure": failure.as_json()}
        if self._failed is None:
            return {"outcome": "passed"}
        verdict, failure = explain(self._failed, self._order.subject)
        if saves := generating.counterexamples.saves:
            kept = f"smaller {saves - 1} times, " if saves > 1 else ""
            failure = dataclasses.replace(failure, kept=f"{kept}tried first at the next save")
        return {"outcome": "failed", "verdict": verdict, "failure": failure.as_json()}

    def _flush(self) -> None:
        # The attempt may have replaced or closed them.
        for stream in (sys.stdout, sys.stderr):
            with contextlib.suppress(Exception):
                stream.flush()


def _set_up(order: Order, ends: Ends, nonce: str) -> FrameWriter:
    os.setsid()
    limits.die_with_parent()
    limits.allow_open_files()
    os.dup2(ends.report, _REPORT_FD, inheritable=False)
    os.dup2(ends.dump, _DUMP_FD, inheritable=False)
    os.dup2(ends.output, 1)
    os.dup2(ends.output, 2)
    null = os.open(os.devnull, os.O_RDONLY)
    os.dup2(null, 0)
    # Everything else of the zygote, its control channel above all.
    os.closerange(3, _REPORT_FD)
    # Processes that `multiprocessing` spawns import the main module again: here, pytest and all.
    sys.modules["__main__"] = ModuleType("__main__")
    sys.stdin = _NoInput()
    sys.stdout = open(1, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    sys.stderr = open(2, "w", encoding="utf-8", errors="replace", buffering=1, closefd=False)  # noqa: SIM115
    faulthandler.enable(file=_DUMP_FD, all_threads=True)
    faulthandler.register(DUMP_SIGNAL, file=_DUMP_FD, all_threads=True, chain=False)
    os.chdir(order.scratch)
    os.environ["TMPDIR"] = tempfile.tempdir = str(order.scratch)
    os.environ[VARIABLE] = order.choice
    # A process that the attempt starts must not leave bytecode that is stale after the next save.
    os.environ["PYTHONDONTWRITEBYTECODE"] = "1"
    generating.constants_only_from(order.subject)
    if order.choice == "attempt":
        generating.counterexamples.keep_in(order.subject.parent / FOLDER)
    writer = FrameWriter(_REPORT_FD, nonce)
    writer.send({"kind": "ready", "rss_kb": limits.resident_kb()})
    return writer


class _NoInput(io.TextIOBase):
    """A standard input that says why there is none."""

    def readable(self) -> bool:
        return True

    def read(self, _size: int | None = -1, /) -> str:
        raise EOFError("there is no standard input: the tests give everything as arguments")

    def readline(self, size: int | None = -1, /) -> str:  # type: ignore[override]
        return self.read(size)


def output_marker(nonce: str) -> bytes:
    """Returns what the judged process prints before each case."""
    return f"\x00{nonce}\x00".encode()
