"""From paths to a report: `analyze` for the usual case, `Analyzer` for pieces and partials."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence

from .backends import Tally, find_backend
from .errors import SourceError
from .formats import find_format
from .options import Options
from .partial import decode_options
from .python_backend import Tally as PythonTally
from .report import Report
from .sources import STANDARD_INPUT, Source, find_source, read_stream, shrinkage, why
from .workers import cut_into_ranges, scan_in_processes

AnyPath = str | os.PathLike[str]


def analyze(
    paths: AnyPath | Iterable[AnyPath],
    *,
    format: str = "combined",
    backend: str = "auto",
    workers: int | None = None,
    strip_query: bool = True,
    malformed_samples: int = 20,
    max_line: int = 1 << 20,
    top: int = 10,
    keep_going: bool = False,
    progress: Callable[[int, int | None], None] | None = None,
) -> Report:
    """Counts the lines of files and streams.

    Args:
        paths: One path or several, each once; `-` is standard input.
        format: Name of the log format, `combined` or `common`.
        backend: `rust`, `cython`, `python`, or `auto` for the fastest that is here.
        workers: How many threads, or with the pure Python backend processes. None means one thread
            for each processor, but one process: others import the caller's main module, which must
            then be guarded by `if __name__ == "__main__"`.
        strip_query: Whether a path ends before its first `?`.
        malformed_samples: How many malformed lines are kept with place and reason.
        max_line: Longer lines are malformed, in bytes.
        top: How many rows the top lists of the report have unless told otherwise.
        keep_going: Whether a source that fails is noted in `Report.failures` and the others are
            counted, instead of raising SourceError.
        progress: Called on the calling thread with the bytes done and the bytes there are, the
            latter None when a stream is among the sources. What it raises ends the work.

    Returns:
        What was counted, the same for every backend and number of workers.

    Raises:
        UnknownFormatError: There is no such format.
        BackendUnavailableError: The backend cannot be used here.
        SourceError: A source cannot be read, or not to its end.
        ValueError: No path, a path twice, or a number out of its range.
    """
    names = _names(paths)
    _at_least("workers", workers, 1)
    analyzer = Analyzer(
        format,
        backend=backend,
        strip_query=strip_query,
        malformed_samples=malformed_samples,
        max_line=max_line,
        top=top,
    )
    failures: list[SourceError] = []

    def fail(error: SourceError) -> None:
        if not keep_going:
            raise error
        failures.append(error)

    sources: list[Source] = []
    for name in names:
        try:
            sources.append(find_source(name))
        except SourceError as error:
            fail(error)
    analyzer._read(sources, workers, fail, _Progress(sources, progress))
    for source in sources:
        if lost := shrinkage(source):
            fail(SourceError(source.path, lost))
    return analyzer.report(failures)


class Analyzer:
    """Counts pieces: chunks of a stream, ranges of files, partials of other analyzers.

    Args:
        format: See `analyze`, like the others.
        backend: Likewise.
        strip_query: Likewise.
        malformed_samples: Likewise.
        max_line: Likewise.
        top: Likewise.
    """

    def __init__(
        self,
        format: str = "combined",
        *,
        backend: str = "auto",
        strip_query: bool = True,
        malformed_samples: int = 20,
        max_line: int = 1 << 20,
        top: int = 10,
    ) -> None:
        find_format(format)
        _at_least("malformed_samples", malformed_samples, 0)
        _at_least("max_line", max_line, 1)
        _at_least("top", top, 0)
        self._options = Options(
            plan={"kind": format},
            max_line=max_line,
            samples=malformed_samples,
            strip_query=strip_query,
        )
        self._top = top
        self.backend, self._make = find_backend(backend)
        self._tally = self._make_tally()
        self._fed: dict[bytes, int] = {}
        self._open: bytes | None = None

    def feed(self, data: bytes | bytearray | memoryview, source: str = STANDARD_INPUT) -> None:
        """Counts the next bytes of a stream, which may be cut anywhere.

        A line counts when it is complete. What ends the stream, and so completes its last line, is
        a feed of another source, `feed_file`, `partial` or `report`; later bytes of the source
        begin with a new line.

        Args:
            data: Any number of bytes.
            source: What samples call the stream.
        """
        name = os.fsencode(source)
        if self._open != name:
            self._finish()
            self._tally.begin(name, self._fed.setdefault(name, 0))
            self._open = name
        data = bytes(data)
        self._fed[name] += len(data)
        self._tally.feed(data)

    def feed_file(
        self, path: AnyPath, start: int = 0, end: int | None = None, *, workers: int = 1
    ) -> None:
        """Counts the lines of a file that begin in [start, end).

        Args:
            path: A regular file.
            start: First byte of the range; if it lies in a line, that line is not counted.
            end: Byte after the range; a line that begins before it is counted to its end. None
                means the end of the file.
            workers: How many threads, where the backend has them.

        Raises:
            SourceError: The file cannot be read.
            ValueError: Bytes of the range were counted before, or a number is out of its range.
        """
        _at_least("start", start, 0)
        _at_least("end", end, start)
        _at_least("workers", workers, 1)
        self._finish()
        source = find_source(os.fspath(path))
        if source.size is None:
            raise SourceError(source.path, "is not a regular file, and only such have ranges")
        self._scan(source, start, max(start, source.size) if end is None else end, workers, None)

    def partial(self) -> bytes:
        """Returns everything counted so far in canonical bytes, for `combine`."""
        self._finish()
        return self._tally.partial()

    def report(self, failures: Sequence[SourceError] = ()) -> Report:
        """Returns what was counted so far. What is counted later shows in it as well.

        Args:
            failures: Sources that were left out or cut short.
        """
        self._finish()
        return Report(self._tally, self._make_tally, self.backend, self._top, tuple(failures))

    @classmethod
    def combine(cls, partials: Iterable[bytes], *, backend: str = "auto", top: int = 10) -> Report:
        """Merges partials, in any order, to the report of all that they counted.

        Raises:
            ValueError: No partial, a damaged one, unlike options, or two that counted the same
                bytes of a source.
        """
        first, *others = [bytes(partial) for partial in partials] or [b""]
        if not first:
            raise ValueError("there is no partial to combine")
        options = decode_options(first)
        analyzer = cls(
            options.plan["kind"],
            backend=backend,
            strip_query=options.strip_query,
            malformed_samples=options.samples,
            max_line=options.max_line,
            top=top,
        )
        for partial in (first, *others):
            analyzer._tally.merge(partial)
        return analyzer.report()

    def _make_tally(self) -> Tally:
        return self._make(self._options.header().decode())

    def _finish(self) -> None:
        if self._open is not None:
            self._open = None
            self._tally.finish()

    def _scan(
        self,
        source: Source,
        start: int,
        end: int,
        workers: int,
        progress: Callable[[int], None] | None,
    ) -> None:
        try:
            self._tally.scan(source.path, source.name, start, end, workers, progress)
        except OSError as error:
            raise SourceError(source.path, why(error)) from error

    def _read(
        self,
        sources: Sequence[Source],
        workers: int | None,
        fail: Callable[[SourceError], None],
        progress: _Progress,
    ) -> None:
        """Counts whole sources."""
        files = [source for source in sources if source.has_ranges]
        if files and workers and workers > 1 and isinstance(self._tally, PythonTally):
            ranges = cut_into_ranges(files, workers)
            scan_in_processes(self._tally, self._options, (), ranges, workers, progress.step, fail)
            sources = [source for source in sources if not source.has_ranges]
        for source in sources:
            try:
                if source.has_ranges:
                    self._scan(source, 0, source.size or 0, workers or _processors(), progress.step)
                    continue
                self._tally.begin(source.name)
                try:
                    for data in read_stream(source):
                        self._tally.feed(data)
                        progress.step(len(data))
                finally:
                    self._tally.finish()
            except SourceError as error:
                fail(error)


class _Progress:
    """Adds up the bytes done and passes them on."""

    def __init__(
        self, sources: Iterable[Source], report: Callable[[int, int | None], None] | None
    ) -> None:
        sizes = [source.size for source in sources]
        self._total = None if None in sizes else sum(size or 0 for size in sizes)
        self._done = 0
        self._report = report

    def step(self, size: int) -> None:
        self._done += size
        if self._report:
            self._report(self._done, self._total)


def _names(paths: AnyPath | Iterable[AnyPath]) -> list[str]:
    names = [os.fspath(p) for p in ([paths] if isinstance(paths, str | os.PathLike) else paths)]
    if not names:
        raise ValueError("there is no path to analyze")
    for name in names:
        if names.count(name) > 1:
            raise ValueError(f"{name!r} is given {names.count(name)} times, must be once")
    return names


def _at_least(name: str, value: int | None, least: int) -> None:
    if value is not None and value < least:
        raise ValueError(f"{name} is {value}, must be at least {least}")


def _processors() -> int:
    return len(os.sched_getaffinity(0))
