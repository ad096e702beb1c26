"""One run of one engine, in a process of its own: time, processor time, memory.

Memory is sampled from `/proc/PID/status` over the whole process tree, every 5 ms. `ru_maxrss`
would not do: a child inherits in it the size that its parent had when it was forked. And RssAnon is
what a program needs for itself, where a file that it maps counts in RSS.
"""

from __future__ import annotations

import os
import shlex
import signal
import subprocess
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO, Self

from benchmarks.harness.errors import EngineFailedError

SAMPLE_SECONDS = 0.005


@dataclass(frozen=True, slots=True)
class Measurement:
    """What one run took.

    Attributes:
        wall: Seconds from start to exit.
        user: Processor seconds in user mode, of the process and its descendants.
        system: Likewise in the kernel.
        peak_rss: Most bytes of memory in use, mapped files included.
        peak_anonymous: Most bytes of memory that belong to no file.
        reported: What the process measured itself, in seconds.
    """

    wall: float
    user: float
    system: float
    peak_rss: int
    peak_anonymous: int
    reported: Mapping[str, float] = field(default_factory=dict)

    @property
    def cpu(self) -> float:
        """Processor seconds."""
        return self.user + self.system


def run(
    command: Sequence[str], *, folder: Path, environment: Mapping[str, str], output: Path | None
) -> Measurement:
    """Runs a command to its end.

    Whatever ends this call early, a KeyboardInterrupt say, kills the process and its descendants.

    Args:
        command: Program and arguments.
        folder: Working directory.
        environment: All of its environment.
        output: File that takes its standard output; None throws it away.

    Raises:
        EngineFailedError: It cannot be started, or its exit status is not 0.
    """
    with (
        Path(output or os.devnull).open("wb") as stdout,
        tempfile.TemporaryFile() as stderr,
    ):
        started = time.perf_counter()
        with _started(command, folder, environment, stdout, stderr) as child:
            with _MemorySampler(child.pid) as memory:
                _, status, usage = os.wait4(child.pid, 0)
                wall = time.perf_counter() - started
            child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode:
            stderr.seek(0)
            tail = stderr.read().decode(errors="replace").strip()[-1000:]
            raise EngineFailedError(
                f"{shlex.join(command)} ended with status {child.returncode}: {tail}"
            )
    return Measurement(wall, usage.ru_utime, usage.ru_stime, memory.peak_rss, memory.peak_anonymous)


@contextmanager
def _started(
    command: Sequence[str],
    folder: Path,
    environment: Mapping[str, str],
    stdout: IO[bytes],
    stderr: IO[bytes],
) -> Iterator[subprocess.Popen[bytes]]:
    """Starts a child, and kills it and all that it started unless it was waited for."""
    child = None
    try:
        with _signals_later():
            child = subprocess.Popen(
                command,
                cwd=folder,
                env=dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=stdout,
                stderr=stderr,
                start_new_session=True,
            )
        yield child
    except OSError as error:
        raise EngineFailedError(f"{command[0]} cannot be started: {error}") from error
    finally:
        if child and child.returncode is None:
            os.killpg(child.pid, signal.SIGKILL)
            child.wait()


@contextmanager
def _signals_later() -> Iterator[None]:
    """Puts off signals that would interrupt a start, after which nobody knew the child to kill."""
    caught: list[int] = []
    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, lambda n, _: caught.append(n)) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
    if caught:
        signal.raise_signal(caught[0])


class _MemorySampler:
    """Watches the memory of a process tree until it is left."""

    def __init__(self, pid: int) -> None:
        self.peak_rss = 0
        self.peak_anonymous = 0
        self._pid = pid
        self._over = threading.Event()
        self._thread = threading.Thread(target=self._watch, name="memory-sampler", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while True:
            sizes = [_memory(pid) for pid in _tree(self._pid)]
            self.peak_rss = max(self.peak_rss, sum(rss for rss, _ in sizes))
            self.peak_anonymous = max(self.peak_anonymous, sum(own for _, own in sizes))
            if self._over.wait(SAMPLE_SECONDS):
                return


def _tree(pid: int) -> Iterator[int]:
    """Yields a process and its descendants, as far as they still exist."""
    yield pid
    with suppress(OSError):
        for thread in Path(f"/proc/{pid}/task").iterdir():
            for child in (thread / "children").read_text().split():
                yield from _tree(int(child))


def _memory(pid: int) -> tuple[int, int]:
    """Returns RSS and anonymous RSS in bytes; 0 of a process that has ended."""
    sizes = {"VmRSS": 0, "RssAnon": 0}
    with suppress(OSError):
        for line in Path(f"/proc/{pid}/status").read_text().splitlines():
            name, _, rest = line.partition(":")
            if name in sizes:
                sizes[name] = int(rest.split()[0]) * 1024
    return sizes["VmRSS"], sizes["RssAnon"]
