"""From paths to a report: `analyze` for the usual case, `Analyzer` for pieces and partials."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, tzinfo

from .errors import SourceError
from .formats import FieldMap, LogFormat
from .report import Report
from .sources import STANDARD_INPUT

AnyPath = str | os.PathLike[str]


def analyze(
    paths: AnyPath | Iterable[AnyPath],
    *,
    format: str | FieldMap | LogFormat = "auto",
    backend: str = "auto",
    workers: int | None = None,
    where: str | None = None,
    since: str | datetime | None = None,
    until: str | datetime | None = None,
    top: int = 10,
    group_by: str | Iterable[str] = (),
    latency_by: str | Iterable[str] = (),
    exact: bool = True,
    memory_limit: int | str | None = None,
    strip_query: bool = True,
    timezone: str | tzinfo = "UTC",
    malformed_samples: int = 20,
    max_line: int = 1 << 20,
    keep_going: bool = False,
    host: str = "",
    progress: Callable[[int, int | None], None] | None = None,
) -> Report:
    """Counts the lines of files and streams.

    Args:
        paths: One path or several, each once; `-` is standard input. Files that gzip, bzip2, xz or
            zstd have packed are unpacked.
        format: A name of FORMATS, a `log_format` of nginx, a `LogFormat` of Apache, a map of fields
            for lines of JSON (or `json:` and the map as text), or `auto`: the format with a name
            that at least 80 % of the first 100 lines have.
        backend: `rust`, `cython`, `python`, or `auto` for the fastest that is here.
        workers: How many threads, or with the pure Python backend processes. None means one thread
            for each processor, but one process: others import the caller's main module, which must
            then be guarded by `if __name__ == "__main__"`.
        where: Which good lines count, in the language of `filters`.
        since: The first moment that counts: a datetime or ISO 8601 text.
        until: The first moment that does not count any more.
        top: How many rows the top lists of the report have unless told otherwise.
        group_by: Names by whose values lines are grouped: path, ip, user_agent, referrer, user,
            host, method, protocol, status, status_class, minute, hour, day.
        latency_by: Columns for whose keys the latencies are kept apart.
        exact: Whether all is counted exactly. If not, memory is bounded whatever the input is, and
            the report says how far off its numbers may be.
        memory_limit: Bytes, or text such as `512MiB`: what this process and its workers may have in
            use. Only when counting exactly.
        strip_query: Whether a path ends before its first `?`.
        timezone: Where moments without offset are meant and times are shown: a name of the tz
            database, or a tzinfo.
        malformed_samples: How many malformed lines are kept with place and reason.
        max_line: Longer lines are malformed, in bytes.
        keep_going: Whether a source that fails is noted in `Report.failures` and the others are
            counted, instead of raising SourceError.
        host: Put before the names of sources, with a colon between. Two machines have logs at the
            same path, and `Analyzer.combine` would refuse them as the same bytes counted twice.
        progress: Called on the calling thread with the bytes done and the bytes there are, the
            latter None when a stream is among the sources. What it raises ends the work.

    Returns:
        What was counted, the same for every backend and number of workers.

    Raises:
        UnknownFormatError: There is no such format, or `auto` finds none.
        FilterSyntaxError: `where` is no filter.
        BackendUnavailableError: The backend cannot be used here.
        SourceError: A source cannot be read, or not to its end.
        MemoryLimitExceeded: There is more in use than allowed.
        ValueError: No path, a path twice, or another argument is not allowed.
    """
    raise NotImplementedError("analyze")


class Analyzer:
    """Counts pieces: chunks of a stream, ranges of files, partials of other analyzers.

    Args:
        format: See `analyze`, like the others; `auto` is not possible here.
        backend: Likewise.
        where: Likewise.
        since: Likewise.
        until: Likewise.
        top: Likewise.
        group_by: Likewise.
        latency_by: Likewise.
        exact: Likewise.
        strip_query: Likewise.
        timezone: Likewise.
        malformed_samples: Likewise.
        max_line: Likewise.
    """

    def __init__(
        self,
        format: str | FieldMap | LogFormat = "combined",
        *,
        backend: str = "auto",
        where: str | None = None,
        since: str | datetime | None = None,
        until: str | datetime | None = None,
        top: int = 10,
        group_by: str | Iterable[str] = (),
        latency_by: str | Iterable[str] = (),
        exact: bool = True,
        strip_query: bool = True,
        timezone: str | tzinfo = "UTC",
        malformed_samples: int = 20,
        max_line: int = 1 << 20,
    ) -> None:
        raise NotImplementedError("Analyzer.__init__")

    @property
    def backend(self) -> str:
        """Which backend counts."""
        raise NotImplementedError("Analyzer.backend")

    def feed(self, data: bytes | bytearray | memoryview, source: str = STANDARD_INPUT) -> None:
        """Counts the next bytes of a stream, which may be cut anywhere.

        A line counts when it is complete. What ends the stream, and so completes its last line, is
        a feed of another source, `feed_file`, `partial` or `report`; later bytes of the source
        begin with a new line.

        Args:
            data: Any number of bytes.
            source: What samples call the stream.
        """
        raise NotImplementedError("Analyzer.feed")

    def feed_file(
        self, path: AnyPath, start: int = 0, end: int | None = None, *, workers: int = 1
    ) -> None:
        """Counts the lines of a file that begin in [start, end).

        Args:
            path: A regular file, not a compressed one.
            start: First byte of the range; if it lies in a line, that line is not counted.
            end: Byte after the range; a line that begins before it is counted to its end. None
                means the end of the file.
            workers: How many threads, where the backend has them.

        Raises:
            SourceError: The file cannot be read.
            ValueError: Bytes of the range were counted before, or a number is out of its range.
        """
        raise NotImplementedError("Analyzer.feed_file")

    def partial(self) -> bytes:
        """Returns everything counted so far in canonical bytes, for `combine`."""
        raise NotImplementedError("Analyzer.partial")

    def report(self, failures: Sequence[SourceError] = ()) -> Report:
        """Returns what was counted so far. What is counted later shows in it as well.

        Args:
            failures: Sources that were left out or cut short.
        """
        raise NotImplementedError("Analyzer.report")

    @classmethod
    def combine(
        cls,
        partials: Iterable[bytes],
        *,
        backend: str = "auto",
        top: int = 10,
        timezone: str | tzinfo = "UTC",
    ) -> Report:
        """Merges partials, in any order, to the report of all that they counted.

        Raises:
            ValueError: No partial, a damaged one, unlike options, or two that counted the same
                bytes of a source.
        """
        raise NotImplementedError("Analyzer.combine")
