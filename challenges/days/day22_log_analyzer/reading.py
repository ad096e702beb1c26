"""Reads all sources of an analysis once, each in the way that suits it."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, cast

from .backends import Tally
from .detection import HEAD_BYTES, LINES, detect, first_lines
from .errors import SourceError
from .formats import FORMATS, LogFormat
from .memory import MemoryLimit
from .options import Options
from .quantities import bytes_of
from .question import Question
from .sources import Source, Stream, find_source, shrinkage, why
from .w3c_sections import sections

if TYPE_CHECKING:
    from .python_backend import Tally as PythonTally
    from .workers import Range


class Progress:
    """Adds up the bytes done, passes them on, and looks at the memory meanwhile.

    Args:
        report: Gets the bytes done and those there are; None if nobody wants to know.
        memory_limit: See `analyze`.
        exact: Whether all is counted exactly.

    Raises:
        ValueError: The limit is none, or not needed.
    """

    def __init__(
        self,
        report: Callable[[int, int | None], None] | None,
        memory_limit: int | str | None,
        exact: bool,
    ) -> None:
        if memory_limit is not None and not exact:
            raise ValueError("memory_limit is for exact=True: otherwise memory is bounded anyhow")
        self._memory = MemoryLimit(None if memory_limit is None else bytes_of(memory_limit))
        self._report = report
        self._done = 0
        self._total: int | None = 0

    def expect(self, sources: Sequence[Source]) -> None:
        """Says what is to be read. What a compressed file holds nobody knows before."""
        sizes = [None if source.packed else source.size for source in sources]
        self._total = None if None in sizes else sum(size or 0 for size in sizes)

    def step(self, size: int) -> None:
        self._done += size
        self._memory.check()
        if self._report:
            self._report(self._done, self._total)


class Reading:
    """The sources of an analysis.

    Attributes:
        sources: Those that are there.
        failures: What was wrong with others, or with some of these.

    Args:
        paths: Each once.
        keep_going: Whether a source that fails is noted and the others are read.
        progress: Hears of what is done.
        host: See `analyze`.

    Raises:
        SourceError: A source fails, here or later, and `keep_going` is false.
    """

    def __init__(
        self, paths: Sequence[str], keep_going: bool, progress: Progress, host: str = ""
    ) -> None:
        self.failures: list[SourceError] = []
        self._keep_going = keep_going
        self._progress = progress
        self.sources: list[Source] = []
        for path in paths:
            try:
                self.sources.append(replace(find_source(path), host=host))
            except SourceError as error:
                self.fail(error)
        self._streams = {s: Stream(s) for s in self.sources if not s.has_ranges}
        progress.expect(self.sources)

    def detected(self) -> LogFormat:
        """Returns the format of the first source that has a line.

        Raises:
            UnknownFormatError: It has none that has a name.
        """
        for source in self.sources:
            stream = self._streams.get(source) or Stream(source)
            if lines := first_lines(stream.head(HEAD_BYTES, 2 * LINES)):
                return detect(lines, source.path)
        return FORMATS["combined"]

    def count(self, tally: Tally, question: Question, workers: int | None) -> None:
        """Counts all sources."""
        files = [source for source in self.sources if source.has_ranges]
        options = question.options
        if question.backend == "python" and (workers or 1) > 1 and files:
            self._count_in_processes(cast("PythonTally", tally), question, files, workers or 1)
            files = []
        step = self._progress.step
        for source in files:
            span = (0, source.size or 0)
            self.attempt(scan, tally, options, source, span, workers or processors(), step)
        for source, stream in self._streams.items():
            self.attempt(self._count_stream, tally, source, stream)
        for source in self.sources:
            if lost := shrinkage(source):
                self.fail(SourceError(source.path, lost))

    def _count_in_processes(
        self, tally: PythonTally, question: Question, files: Sequence[Source], workers: int
    ) -> None:
        # Imported here, and so in other modules: it takes a while, and most calls do without.
        from .workers import cut_into_ranges, scan_in_processes

        ranges = cut_into_ranges(files, workers)
        if question.options.plan["kind"] == "w3c":
            ranges = [part for source in files for part in self._in_sections(source, ranges)]
        if not ranges:
            return
        step, fail = self._progress.step, self.fail
        scan_in_processes(tally, question.options, question.automata, ranges, workers, step, fail)

    def _in_sections(self, source: Source, ranges: Sequence[Range]) -> list[Range]:
        """Returns the ranges of a W3C log, each in one section; none if it cannot be read."""
        from .workers import Range

        try:
            found = sections(source.path, source.size or 0)
        except OSError as error:
            self.fail(SourceError(source.path, why(error)))
            return []
        return [
            Range(source, max(one.start, part.start), min(one.end, part.end), part.columns)
            for one in ranges
            if one.source == source
            for part in found
            if max(one.start, part.start) < min(one.end, part.end)
        ]

    def _count_stream(self, tally: Tally, source: Source, stream: Stream) -> None:
        tally.begin(source.name)
        try:
            for data in stream:
                tally.feed(data)
                self._progress.step(len(data))
        finally:
            tally.finish()

    def attempt(self, read: Callable[..., None], *arguments: object) -> None:
        """Reads a source; if that fails, it is noted or raised."""
        try:
            read(*arguments)
        except SourceError as error:
            self.fail(error)

    def fail(self, error: SourceError) -> None:
        """Notes or raises that a source cannot be read, or not all of it."""
        if not self._keep_going:
            raise error
        self.failures.append(error)


def scan(
    tally: Tally,
    options: Options,
    source: Source,
    span: tuple[int, int],
    workers: int,
    progress: Callable[[int], None] | None = None,
    name: bytes | None = None,
) -> None:
    """Counts the lines of a file that begin in [start, end).

    Args:
        tally: What counts them.
        options: Its options.
        source: A file that has ranges.
        span: start and end.
        workers: How many threads, where the backend has them.
        progress: Called with the bytes done since the last call.
        name: What the source is called; None means as its path.

    Raises:
        SourceError: The file cannot be read.
    """
    path, name = source.path, source.name if name is None else name
    start, end = span
    try:
        if options.plan["kind"] != "w3c":
            tally.scan(path, name, start, end, workers, progress)
            return
        for part in sections(path, end):
            if part.end > start:
                tally.columns(part.columns)
                tally.scan(path, name, max(start, part.start), part.end, workers, progress)
    except OSError as error:
        raise SourceError(path, why(error)) from error


def processors() -> int:
    """Returns how many processors this process may use."""
    return len(os.sched_getaffinity(0))
