"""Watches one judged process: takes its frames and output, ends it when it breaks a limit."""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tools.kata.judge import child
from tools.kata.judge.frames import Frame, FrameReader
from tools.kata.judge.output import OutputKeeper
from tools.kata.judge.processes import Descendants, Usage
from tools.kata.judge.suite import Suite, SuiteCase
from tools.kata.units import Limits

MAX_PROCESSES = 64
# A process that wants the processor and does not get it is charged no less than this share of the
# time that passes, so that every run ends.
_LEAST_CHARGE = 0.05
_FIRST_LOOK_S = 0.01
_LONGEST_LOOK_S = 0.1
_DUMP_WAIT_S = 0.25


class Cancelled(Exception):
    """Whoever asked for the run is not there any more."""


@dataclass(slots=True)
class Record:
    """What became of a run.

    Attributes:
        ended: Case id -> its last frame, in the order in which they ended.
        running: The case that was running when the process ended; empty if none was.
        done: Whether the process said that it is through.
        fault: The frame that says that the run broke down, or None.
        broken_limit: Verdict and message, when the supervisor ended the run.
        dump: What faulthandler wrote, innermost line first.
        status: The wait status of the judged process.
    """

    ended: dict[str, Frame] = field(default_factory=dict)
    running: str = ""
    done: bool = False
    fault: Frame | None = None
    broken_limit: tuple[str, str] | None = None
    dump: str = ""
    output: str = ""
    output_bytes: int = 0
    status: int = 0
    ms: float = 0.0
    cpu_s: float = 0.0
    peak_kb: int = 0


def judge_in_child(
    suite: Suite,
    cases: Sequence[SuiteCase],
    order_for: OrderMaker,
    cancel_fd: int | None = None,
) -> Record:
    """Forks, runs the cases in the child, and returns when nothing of it is left.

    Args:
        suite: The collected suite.
        cases: Those of it that run.
        order_for: Makes the order, given the scratch folder of the run.
        cancel_fd: A descriptor that becomes readable when the run is not wanted any more.

    Raises:
        Cancelled: `cancel_fd` became readable; the run has been ended.
    """
    with scratch() as folder, contextlib.ExitStack() as stack:
        readers, writers = [], []
        for _ in range(3):
            reader, writer = os.pipe()
            readers.append(reader)
            writers.append(writer)
            stack.callback(os.close, reader)
        nonce = secrets.token_hex(8)
        began = time.perf_counter()
        pid = os.fork()
        if pid == 0:
            child.run_child(suite, cases, order_for(folder), child.Ends(*writers), nonce)
        for writer in writers:
            os.close(writer)
        run = _Run(pid, readers, nonce, suite.unit.limits)
        record = run.watch(cancel_fd)
        record.ms = (time.perf_counter() - began) * 1000
        return record


class OrderMaker:
    """What a run is to do, but for its scratch folder."""

    def __init__(self, subject: Path, choice: str, run_all: bool) -> None:
        self._fields = (subject, choice, run_all)

    def __call__(self, scratch: Path) -> child.Order:
        return child.Order(*self._fields, scratch)


class _Run:
    def __init__(self, pid: int, readers: list[int], nonce: str, allowed: Limits) -> None:
        self._processes = Descendants(pid)
        self._report_fd, self._dump_fd, self._output_fd = readers
        self._frames = FrameReader(nonce)
        self._output = OutputKeeper(child.output_marker(nonce), allowed.output_kb)
        self._limits = allowed
        self._record = Record()
        self._base_kb = 0
        self._peak_bytes = 0
        self._charged_s = 0.0
        self._cpu_s = 0.0

    def watch(self, cancel_fd: int | None) -> Record:
        with selectors.DefaultSelector() as selector:
            for descriptor in (self._report_fd, self._dump_fd, self._output_fd):
                os.set_blocking(descriptor, False)
                selector.register(descriptor, selectors.EVENT_READ)
            if cancel_fd is not None:
                selector.register(cancel_fd, selectors.EVENT_READ)
            try:
                self._loop(selector, cancel_fd)
            finally:
                self._processes.end()
        self._drain()
        return self._finish()

    def _loop(self, selector: selectors.BaseSelector, cancel_fd: int | None) -> None:
        look_s = _FIRST_LOOK_S
        looked = time.monotonic()
        while not self._record.done and self._record.fault is None:
            wait = max(0.0, looked + look_s - time.monotonic())
            for key, _ in selector.select(wait):
                if key.fd == cancel_fd:
                    raise Cancelled
                if self._read(key.fd) == 0:
                    selector.unregister(key.fd)
                    look_s = _FIRST_LOOK_S
            if self._output.flooded:
                kb = self._output.total >> 10
                self._record.broken_limit = ("OLE", f"printed {kb:,} kB and went on")
                return
            if (passed := time.monotonic() - looked) < look_s:
                continue
            looked += passed
            look_s = min(look_s * 2, _LONGEST_LOOK_S)
            self._processes.collect()
            if self._processes.status is not None:
                return
            if broken := self._broken_limit(self._processes.usage(self._base_kb << 10), passed):
                self._ask_where()
                self._record.broken_limit = broken
                return

    def _broken_limit(self, usage: Usage, passed_s: float) -> tuple[str, str] | None:
        cpu_s = usage.cpu_s + self._processes.cpu_s
        got_s, self._cpu_s = max(0.0, cpu_s - self._cpu_s), max(cpu_s, self._cpu_s)
        starved = usage.busy and got_s < passed_s / 2
        self._charged_s += max(2 * got_s, passed_s * _LEAST_CHARGE) if starved else passed_s
        self._peak_bytes = max(self._peak_bytes, usage.rss_bytes)
        if usage.processes > MAX_PROCESSES:
            return "RTE", f"{usage.processes} processes at a time; {MAX_PROCESSES} are allowed"
        if usage.rss_bytes > self._limits.memory_mb << 20:
            used = usage.rss_bytes >> 20
            return "MLE", f"{used} MB of memory; {self._limits.memory_mb} MB are allowed"
        if cpu_s > self._limits.cpu_s:
            return "TLE", f"more than {self._limits.cpu_s:g} s of processor time"
        if self._charged_s > self._limits.wall_s:
            waited = f"no end after {self._limits.wall_s:g} s"
            return "TLE", f"{waited}, of which {cpu_s:.1f} s were work and the rest waiting"
        return None

    def _ask_where(self) -> None:
        """Lets faulthandler write the stack of the judged process."""
        with contextlib.suppress(ProcessLookupError):
            os.kill(self._processes.pid, child.DUMP_SIGNAL)
        until = time.monotonic() + _DUMP_WAIT_S
        with selectors.DefaultSelector() as selector:
            selector.register(self._dump_fd, selectors.EVENT_READ)
            while (left := until - time.monotonic()) > 0 and selector.select(left):
                if self._read(self._dump_fd) == 0:
                    return
                # The rest of a dump follows at once.
                until = min(until, time.monotonic() + _DUMP_WAIT_S / 10)

    def _read(self, descriptor: int) -> int | None:
        """Takes what a pipe holds; returns the bytes read, 0 at its end, None if it is empty."""
        try:
            data = os.read(descriptor, 1 << 16)
        except BlockingIOError:
            return None
        if descriptor == self._output_fd:
            self._output.feed(data)
        elif descriptor == self._dump_fd:
            self._record.dump += data.decode("utf-8", errors="replace")
        else:
            for frame in self._frames.feed(data):
                self._take(frame)
        return len(data)

    def _take(self, frame: Frame) -> None:
        kind, case = frame.get("kind"), str(frame.get("case", ""))
        if kind == "ready":
            self._base_kb = int(str(frame["rss_kb"]))
        elif kind == "start":
            self._record.running = case
        elif kind == "end":
            self._record.running = ""
            self._record.ended[case] = frame
        elif kind == "fault":
            self._record.fault = frame
        elif kind == "done":
            self._record.done = True

    def _drain(self) -> None:
        """Takes what is left in the pipes of a run that is over."""
        for descriptor in (self._report_fd, self._dump_fd, self._output_fd):
            while not self._output.flooded and self._read(descriptor):
                pass

    def _finish(self) -> Record:
        record = self._record
        record.output, record.output_bytes = self._output.text(), self._output.total
        record.status = self._processes.status or 0
        record.cpu_s = max(self._processes.cpu_s, self._cpu_s)
        own_peak = max(0, self._processes.peak_kb - self._base_kb)
        record.peak_kb = max(own_peak, self._peak_bytes >> 10)
        return record


@contextlib.contextmanager
def scratch() -> Iterator[Path]:
    """Makes a folder for one run, and removes it whatever is left in it."""
    folder = tempfile.mkdtemp(prefix="kata-run-")
    try:
        yield Path(folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
