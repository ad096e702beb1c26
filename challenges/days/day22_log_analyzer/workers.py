"""Processes for the pure Python backend: each takes ranges until none is left.

Ranges are given out one by one and not as one equal slice each, because lines differ and so do
processors. What a process sends back at its end is one partial, which costs a fraction of what
pickled counters do.
"""

from __future__ import annotations

import contextlib
import gc
import signal
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from multiprocessing import get_context, resource_tracker
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess

from .errors import SourceError
from .options import Options
from .python_backend import Tally
from .sources import Source, why

LARGEST_RANGE = 8 << 20
MOST_DEATHS = 2

_PROGRESS, _DONE, _FAILED, _PARTIAL = b"p", b"d", b"f", b"r"


@dataclass(frozen=True, slots=True)
class Range:
    """Bytes [start, end) of a file; for a W3C log also the `#Fields:` line in force there."""

    source: Source
    start: int
    end: int
    columns: bytes = b""


def cut_into_ranges(sources: Sequence[Source], workers: int) -> list[Range]:
    """Cuts files so that every worker gets several ranges, and none is too large to be repeated."""
    total = sum(source.size or 0 for source in sources)
    step = min(LARGEST_RANGE, max(1, total // (4 * workers)))
    return [
        Range(source, start, min(start + step, source.size or 0))
        for source in sources
        for start in range(0, source.size or 0, step)
    ]


def scan_in_processes(
    tally: Tally,
    options: Options,
    automata: Sequence[bytes],
    ranges: Sequence[Range],
    workers: int,
    progress: Callable[[int], None],
    on_failure: Callable[[SourceError], None],
) -> None:
    """Counts ranges of files in processes of their own.

    Args:
        tally: What gets their counts.
        options: How lines are counted, the same as in the tally.
        automata: Likewise.
        ranges: What to count, at least one.
        workers: How many processes, at least 1.
        progress: Called with the bytes done since the last call; fewer than 0 when the work of a
            process that died is done again. What it raises ends the work.
        on_failure: Called when a file cannot be read; what it raises ends the work.

    Raises:
        SourceError: More processes died than is taken for bad luck.
    """
    pool = _Pool(tally, options, automata, ranges, progress, on_failure)
    try:
        pool.run(min(workers, len(ranges)))
    finally:
        pool.close()


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    taken: list[Range] = field(default_factory=list)
    done_bytes: int = 0


class _Pool:
    def __init__(
        self,
        tally: Tally,
        options: Options,
        automata: Sequence[bytes],
        ranges: Sequence[Range],
        progress: Callable[[int], None],
        on_failure: Callable[[SourceError], None],
    ) -> None:
        self._tally = tally
        self._options = options
        self._automata = automata
        self._first = ranges[0]
        self._waiting = deque(ranges)
        self._unreadable: set[Source] = set()
        self._progress = progress
        self._on_failure = on_failure
        self._workers: dict[Connection, _Worker] = {}
        self._deaths = 0

    def run(self, workers: int) -> None:
        for _ in range(workers):
            self._start()
        while self._workers:
            for connection in wait(list(self._workers)):
                assert isinstance(connection, Connection)
                try:
                    self._hear(connection, connection.recv_bytes())
                except (EOFError, ConnectionError):
                    self._bury(connection)

    def close(self) -> None:
        """Ends the processes that are still there."""
        for connection, worker in self._workers.items():
            worker.process.kill()
            worker.process.join()
            connection.close()
        self._workers.clear()

    def _start(self) -> None:
        context = get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(
            target=_work, args=(theirs, self._options, self._automata), daemon=True
        )
        # Ctrl-C reaches all processes of a terminal. It is ours to handle: a worker would print a
        # traceback, so it starts with the signal blocked. The tracker of resources is started
        # first, because the first start of a process would start it and unblock the signal again.
        resource_tracker.ensure_running()
        before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
        try:
            process.start()
            self._workers[ours] = _Worker(process)
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, before)
        theirs.close()
        with contextlib.suppress(ConnectionError):  # it died at once: `run` will hear of it
            self._give(ours)

    def _give(self, connection: Connection) -> None:
        """Gives a worker its next range, or word that there is none."""
        if not self._waiting:
            connection.send(None)
            return
        chosen = self._waiting.popleft()
        self._workers[connection].taken.append(chosen)
        connection.send(chosen)

    def _hear(self, connection: Connection, message: bytes) -> None:
        worker, kind = self._workers[connection], message[:1]
        if kind == _PROGRESS:
            step = int.from_bytes(message[1:], "little")
            worker.done_bytes += step
            self._progress(step)
        elif kind == _PARTIAL:
            del self._workers[connection]
            worker.process.join()
            connection.close()
            self._tally.merge(message[1:], ordered=False)
        else:
            if kind == _FAILED:
                self._give_up(worker.taken[-1].source, message[1:].decode())
            self._give(connection)

    def _give_up(self, source: Source, reason: str) -> None:
        """Leaves out the other ranges of a file that cannot be read."""
        self._waiting = deque(r for r in self._waiting if r.source != source)
        if source not in self._unreadable:
            self._unreadable.add(source)
            self._on_failure(SourceError(source.path, reason))

    def _bury(self, connection: Connection) -> None:
        """Lets another process do the work of one that died: all of it, its counts are lost."""
        worker = self._workers.pop(connection)
        worker.process.join()
        connection.close()
        self._deaths += 1
        if self._deaths > MOST_DEATHS:
            at = worker.taken[-1] if worker.taken else self._first
            raise SourceError(
                at.source.path,
                f"{self._deaths} worker processes died, the last with exit code"
                f" {worker.process.exitcode} at bytes {at.start} to {at.end}",
            )
        self._waiting.extendleft(reversed(worker.taken))
        self._progress(-worker.done_bytes)
        self._start()


def _work(connection: Connection, options: Options, automata: Sequence[bytes]) -> None:
    """Counts the ranges that arrive until None does, then sends the partial. Runs in a process."""
    gc.disable()  # counting makes no cycles, and looking for them takes 5 % of the time
    tally = Tally(options.header().decode(), automata)

    def progress(step: int) -> None:
        connection.send_bytes(_PROGRESS + step.to_bytes(8, "little"))

    try:
        while chosen := connection.recv():
            path, name = chosen.source.path, chosen.source.name
            if chosen.columns:
                tally.columns(chosen.columns)
            try:
                tally.scan(path, name, chosen.start, chosen.end, 1, progress)
            except ConnectionError:
                raise
            except OSError as error:
                connection.send_bytes(_FAILED + why(error).encode(errors="replace"))
            else:
                connection.send_bytes(_DONE)
        connection.send_bytes(_PARTIAL + tally.partial(ordered=False))
    except (EOFError, ConnectionError):
        pass  # the parent is gone, and with it whoever wanted to know
