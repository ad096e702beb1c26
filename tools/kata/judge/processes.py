"""Watches and ends the processes of a run: what they use, and that nothing is left of them."""

from __future__ import annotations

import contextlib
import os
import signal
import time
from dataclasses import dataclass

import psutil  # type: ignore[import-untyped]


@dataclass(frozen=True, slots=True)
class Usage:
    """What all living processes of a run use together at one moment.

    Attributes:
        processes: How many there are, those that have ended but wait for their parent included.
        cpu_s: Processor time so far, with that of ended children they waited for.
        rss_bytes: Resident memory, for each process that beyond what a fresh one has.
        busy: Whether one of them wants the processor or waits for a disk.
    """

    processes: int
    cpu_s: float
    rss_bytes: int
    busy: bool


class Descendants:
    """The judged process and all that it starts: whatever descends from the calling process.

    Attributes:
        pid: The judged process.
        status: Its wait status; None while it lives.
        cpu_s: Processor time of those that have ended.
        peak_kb: Most resident memory that the judged process had; known when it has ended.
    """

    def __init__(self, pid: int) -> None:
        self.pid = pid
        self.status: int | None = None
        self.cpu_s = 0.0
        self.peak_kb = 0
        self._root = psutil.Process()

    def usage(self, base_bytes: int) -> Usage:
        """Adds up what they use; of memory what each has beyond `base_bytes`."""
        cpu_s, rss, busy = 0.0, 0, False
        living = self._root.children(recursive=True)
        for process in living:
            with contextlib.suppress(psutil.Error), process.oneshot():
                times = process.cpu_times()
                cpu_s += times.user + times.system + times.children_user + times.children_system
                rss += max(0, process.memory_info().rss - base_bytes)
                status = process.status()
                busy = busy or status in (psutil.STATUS_RUNNING, psutil.STATUS_DISK_SLEEP)
        return Usage(len(living), cpu_s, rss, busy)

    def collect(self) -> None:
        """Takes in every one that has ended, adopted orphans included, without waiting."""
        while True:
            try:
                pid, status, used = os.wait4(-1, os.WNOHANG)
            except ChildProcessError:
                return
            if pid == 0:
                return
            self.cpu_s += used.ru_utime + used.ru_stime
            if pid == self.pid:
                self.status = status
                self.peak_kb = used.ru_maxrss

    def end(self) -> None:
        """Kills all of them and waits until none is left.

        The group first, in one stroke, since a fork bomb outruns any list; then whoever left it.
        """
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.pid, signal.SIGKILL)
        while True:
            self.collect()
            left = self._root.children(recursive=True)
            if not left:
                return
            for process in left:
                with contextlib.suppress(psutil.Error):
                    process.kill()
            # Not psutil.wait_procs: it would take the exit statuses that are counted above.
            time.sleep(0.001)
