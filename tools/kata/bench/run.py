"""Runs one measurement in a process of its own, and ends it when it breaks a limit."""

from __future__ import annotations

import contextlib
import os
import secrets
import selectors
import time
from collections.abc import Callable
from typing import Any

from tools.kata.bench import child
from tools.kata.bench.growth import Growth, Point, Ratio
from tools.kata.bench.measure import Measurements
from tools.kata.bench.report import Report, conclude
from tools.kata.judge import limits
from tools.kata.judge.frames import Frame, FrameReader
from tools.kata.judge.processes import Descendants, Usage
from tools.kata.judge.supervise import MAX_PROCESSES, scratch
from tools.kata.perf import Perf
from tools.kata.units import Limits, Unit

DEFAULT_SECONDS = 10.0
_MEMORY_FACTOR = 2
_LOOK_S = 0.05
_PARTS = {"growth": (0.0, 0.7), "ratio": (0.7, 0.2), "memory": (0.9, 0.1)}

Progress = Callable[[str, float], None]


def run(
    unit: Unit,
    claim: Perf,
    choice: str,
    *,
    seconds: float = DEFAULT_SECONDS,
    progress: Progress = lambda _part, _share: None,
) -> Report:
    """Measures a subject against the solution; when this returns, no process of it is left.

    The calling process must have no other children.

    Args:
        unit: The unit.
        claim: One of its claims.
        choice: The subject: attempt, solution, or the absolute path of a file or package.
        seconds: Processor time that the measurement should take. An attempt may use half as much
            again, and what a run of the unit's tests may use.
        progress: Is told the part that goes on, and the share of the whole that is done.
    """
    allowed = Limits(
        cpu_s=1.5 * seconds + unit.limits.cpu_s,
        memory_mb=_MEMORY_FACTOR * unit.limits.memory_mb,
        output_kb=unit.limits.output_kb,
    )
    limits.adopt_orphans()
    with scratch() as folder, contextlib.ExitStack() as stack:
        reader, writer = os.pipe()
        stack.callback(os.close, reader)
        nonce = secrets.token_hex(8)
        order = child.Order(unit, claim, choice, seconds, allowed, folder)
        pid = os.fork()
        if pid == 0:
            os.close(reader)
            child.run_child(order, writer, nonce)
        os.close(writer)
        watch = _Watch(pid, reader, FrameReader(nonce), allowed, progress)
        return watch.report(claim.function)


class _Watch:
    def __init__(
        self, pid: int, reader: int, frames: FrameReader, allowed: Limits, progress: Progress
    ) -> None:
        self._processes = Descendants(pid)
        self._reader = reader
        self._frames = frames
        self._limits = allowed
        self._progress = progress
        self._base_kb = 0
        self._waited_s = 0.0
        self._description = ""
        self._calling = ""
        self._last: Frame | None = None

    def report(self, function: str) -> Report:
        broken = None
        try:
            broken = self._watch()
        finally:
            self._processes.end()
        self._read()
        last = self._last
        if last is not None and last["kind"] == "done":
            return conclude(function, self._description, _measurements(last["measured"]))
        if last is not None:
            verdict, message = str(last["verdict"]), str(last["message"])
        else:
            verdict, message = broken or ("RTE", "the process ended by itself")
        return Report(function, self._description, verdict, message + self._calling, None)

    def _watch(self) -> tuple[str, str] | None:
        """Waits for the end; returns verdict and message if a limit was broken."""
        looked = time.monotonic()
        with selectors.DefaultSelector() as selector:
            os.set_blocking(self._reader, False)
            selector.register(self._reader, selectors.EVENT_READ)
            while self._last is None:
                if selector.select(_LOOK_S) and not self._read():
                    return None
                if (passed := time.monotonic() - looked) < _LOOK_S:
                    continue
                looked += passed
                self._processes.collect()
                if self._processes.status is not None:
                    return self._ended()
                if broken := self._broken(self._processes.usage(self._base_kb << 10), passed):
                    return broken
        return None

    def _broken(self, usage: Usage, passed_s: float) -> tuple[str, str] | None:
        if not usage.busy:
            self._waited_s += passed_s
        if usage.cpu_s + self._processes.cpu_s > self._limits.cpu_s:
            return "TLE", f"no end after {self._limits.cpu_s:g} s of processor time"
        if self._waited_s > self._limits.cpu_s:
            return "TLE", f"no end after {self._limits.cpu_s:g} s of waiting"
        if usage.rss_bytes > self._limits.memory_mb << 20:
            return "MLE", f"more than {self._limits.memory_mb} MB of memory"
        if usage.processes > MAX_PROCESSES:
            return "RTE", f"{usage.processes} processes at a time; {MAX_PROCESSES} are allowed"
        return None

    def _ended(self) -> tuple[str, str] | None:
        """Explains a process that ended; None when its last frames are still to be read."""
        if self._processes.cpu_s >= self._limits.cpu_s:
            return "TLE", f"no end after {self._limits.cpu_s:g} s of processor time"
        return None

    def _read(self) -> bool:
        """Takes what the pipe holds; returns whether it is still open."""
        while True:
            try:
                data = os.read(self._reader, 1 << 16)
            except BlockingIOError:
                return True
            if not data:
                return False
            for frame in self._frames.feed(data):
                self._take(frame)

    def _take(self, frame: Frame) -> None:
        kind = frame.get("kind")
        if kind == "ready":
            self._base_kb = int(str(frame["rss_kb"]))
        elif kind == "described":
            self._description = str(frame["text"])
        elif kind == "calling":
            who = "your attempt" if frame["attempt"] else "the reference"
            self._calling = f"\nat n = {frame['n']}, in {who}"
        elif kind == "progress":
            part = str(frame["part"])
            begin, share = _PARTS[part]
            self._progress(part, begin + share * float(str(frame["share"])))
        elif kind in ("done", "fault"):
            self._last = frame


def _measurements(data: Any) -> Measurements:
    """Makes measurements of their JSON fields."""
    memory = data["memory"]
    return Measurements(
        points=tuple(Point(**point) for point in data["points"]),
        rounds=data["rounds"],
        growth=Growth(**data["growth"]),
        ratio=Ratio(**data["ratio"]),
        memory_points=tuple(Point(**point) for point in data["memory_points"]),
        memory=Growth(**memory) if memory else None,
        too_deep=data["too_deep"],
    )
