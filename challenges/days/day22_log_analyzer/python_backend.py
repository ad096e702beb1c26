"""The tally in pure Python: what every other backend is held against.

Files are read with `os.pread` in blocks of 64 KiB. What is made of a block fits into the
second-level cache then (with 1 MiB counting took up to 1.8 times as long), and a file that shrinks
meanwhile gives a short read, where a mapped one could end the process with SIGBUS.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from typing import cast

from .columns import Splitter
from .conditions import Condition, check_filter
from .counters import Counters
from .coverage import SAMPLE_BYTES, Coverage, Sample, Span
from .dfa import Automaton
from .errors import PartialError
from .groups import split_key
from .key_tables import BY, KeyTable, TopRow
from .line_cutter import BLOCK, LineCutter
from .options import Options
from .partial import KEY_COLUMNS, NO_FIRST, REASONS, encode
from .partial_reader import decode
from .w3c_plan import DIRECTIVE

PROGRESS_BYTES = 1 << 20  # some 20 ms of work


class Tally:
    """Counts the lines of files and streams, as `definitions.md` says.

    Args:
        options: How, in canonical JSON: what `Options.header` returns.
        automata: What the tests of kind dfa in the filter run, packed.

    Raises:
        ValueError: They are none, or an automaton is missing.
    """

    def __init__(self, options: str, automata: Sequence[bytes] = ()) -> None:
        self._options = Options.read(options.encode())
        condition = None
        if self._options.filter is not None:
            check_filter(self._options.filter, len(automata))
            condition = Condition(self._options.filter, [Automaton(one) for one in automata])
        self._directive = b""
        self._splitter = Splitter(self._options)
        self._counters = Counters(self._options, condition, self._splitter.start_of)
        self._coverage = Coverage(self._options.samples)
        self._stream: _Stream | None = None

    def columns(self, line: bytes) -> None:
        """Says which columns are in force where the next scans and streams begin.

        Args:
            line: A `#Fields:` line, with or without its end.

        Raises:
            ValueError: It is none, or the plan is not w3c.
        """
        if self._options.plan["kind"] != "w3c" or not line.startswith(DIRECTIVE):
            raise ValueError(f"{line[:100]!r} must be a #Fields: line, for a plan of kind w3c")
        self._directive = line.removesuffix(b"\n").removesuffix(b"\r")

    def scan(
        self,
        path: str,
        source: bytes,
        start: int,
        end: int,
        workers: int = 1,  # noqa: ARG002  for backends that have threads
        progress: Callable[[int], None] | None = None,
    ) -> None:
        """Counts the lines of a file that begin in [start, end).

        Args:
            path: A regular file.
            source: Its name in samples and partials.
            start: First byte of the range.
            end: Byte after the range; may lie past the end of the file.
            workers: Here because other backends have threads; this one has not.
            progress: Called with the bytes done since the last call, every MiB and at the end. What
                it raises ends the scan; lines counted until then stay counted.

        Raises:
            OSError: The file cannot be read.
            ValueError: The range is none, or bytes of it were counted before.
        """
        if not 0 <= start <= end:
            raise ValueError(f"range is {start} to {end}, must be 0 <= start <= end")
        report = _Progress(start, progress)
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            first = _after_newline(file, start - 1) if start else 0
            if first < end:
                self._coverage.check_free(source, first, end)
                self._scan(file, self._open(source, first), end, report)
            self._coverage.list_source(source)
        finally:
            os.close(file)
        report.done(end)

    def _scan(self, file: int, stream: _Stream, end: int, report: _Progress) -> None:
        position = stream.start
        try:
            while position < end:
                data = os.pread(file, min(BLOCK, end - position), position)
                if not data:
                    break
                self._count(stream, stream.cutter.cut(data))
                position += len(data)
                report.reached(position)
            while stream.cutter.is_open and (data := os.pread(file, BLOCK, position)):
                self._count(stream, stream.cutter.cut(data[: data.find(b"\n") + 1 or None]))
                position += len(data)
            self._count(stream, stream.cutter.rest())
        finally:
            self._coverage.add(stream.source, stream.span())

    def begin(self, source: bytes, offset: int = 0) -> None:
        """Opens a stream.

        Args:
            source: Its name in samples and partials.
            offset: Where its first byte, with which a line begins, lies in the source.

        Raises:
            ValueError: A stream is open.
        """
        if self._stream:
            raise ValueError(f"stream {self._stream.source!r} is open, finish it first")
        self._stream = self._open(source, offset)

    def feed(self, data: bytes | bytearray | memoryview) -> None:
        """Counts the lines that end in the next bytes of the stream.

        Raises:
            ValueError: No stream is open.
        """
        stream = self._opened()
        self._count(stream, stream.cutter.cut(bytes(data)))

    def finish(self) -> None:
        """Counts a last line without newline and closes the stream.

        Raises:
            ValueError: No stream is open, or bytes of it were counted before.
        """
        stream = self._opened()
        self._stream = None
        self._count(stream, stream.cutter.rest())
        self._coverage.add(stream.source, stream.span())

    def _opened(self) -> _Stream:
        if self._stream is None:
            raise ValueError("no stream is open, begin one first")
        return self._stream

    def _open(self, source: bytes, offset: int) -> _Stream:
        self._coverage.list_source(source)
        cutter = LineCutter(self._options.max_line)
        splitter = self._splitter
        if self._options.plan["kind"] == "w3c":  # its directives are of this stream only
            splitter = Splitter(self._options, self._directive)
        return _Stream(source, offset, splitter, cutter, self._coverage.room(source, offset))

    def _count(self, stream: _Stream, blocks: Iterable[tuple[bytes, int]]) -> None:
        counters = self._counters
        for block, size in blocks:
            rows = stream.splitter.fast(block)
            wanted = stream.room - len(stream.samples)
            if rows is None or (wanted and rows.reasons):
                rows = stream.splitter.careful(block)
            for offset, lines_before, reason, line in rows.malformed[:wanted]:
                place, number = stream.offset + offset, stream.lines + lines_before + 1
                text = line[:SAMPLE_BYTES]
                stream.samples.append(Sample(place, number, REASONS.index(reason), text))
            if rows.fields[0]:
                counters.count(rows.fields)
            counters.reasons.update(rows.reasons)
            counters.lines += rows.lines
            stream.lines += rows.lines
            stream.offset += size

    def merge(self, partial: bytes, ordered: bool = True) -> None:
        """Adds the counts of another tally.

        Args:
            partial: What its `partial` returned.
            ordered: What was asked for there.

        Raises:
            PartialError: The bytes are no partial, damaged, of other options, or count bytes that
                were counted before. Nothing has changed then.
        """
        other = decode(partial, ordered)
        if other.options != self._options:
            raise PartialError(
                f"a partial of {other.options.header().decode()} cannot be merged into"
                f" {self._options.header().decode()}"
            )
        sources = other.coverage.sources()
        for source, spans, _ in sources:
            for span in spans:
                self._coverage.check_free(source, span.start, span.end)
        for source, spans, _ in sources:
            self._coverage.list_source(source)
            for span in spans:
                self._coverage.add(source, span)
        self._counters.merge(other)

    def partial(self, ordered: bool = True) -> bytes:
        """Returns everything that was counted.

        Args:
            ordered: Whether in canonical form. If not, keys and visitors lie as they came, which
                takes less than half the time; only for a `merge` that knows.
        """
        return encode(self._counters.partial(self._options, self._coverage, ordered))

    def totals(self) -> dict[str, int | None]:
        """Returns lines, parsed, filtered, malformed, blank, bad_request, bytes, first, last."""
        counters = self._counters
        seen = counters.first != NO_FIRST
        return {
            "lines": counters.lines,
            "parsed": counters.parsed,
            "filtered": counters.filtered,
            "malformed": counters.reasons.total() - counters.reasons["blank"],
            "blank": counters.reasons["blank"],
            "bad_request": counters.bad_request,
            "bytes": counters.size,
            "first": counters.first if seen else None,
            "last": counters.last if seen else None,
        }

    def status(self) -> dict[int, int]:
        """Returns requests by status, ascending."""
        return {int(code): count for code, count in sorted(self._counters.status.items())}

    def methods(self) -> dict[bytes, int]:
        """Returns requests by method, ascending."""
        return dict(sorted(self._counters.methods.items()))

    def protocols(self) -> dict[bytes, int]:
        """Returns requests by protocol, ascending."""
        return dict(sorted(self._counters.protocols.items()))

    def reasons(self) -> dict[str, int]:
        """Returns the lines that were not parsed by reason, those of the closed list above 0."""
        found = self._counters.reasons
        return {reason: found[reason] for reason in REASONS if found[reason]}

    def samples(self) -> list[tuple[bytes, int, int, str, bytes]]:
        """Returns (source, line number, byte offset, reason, first bytes) of malformed lines."""
        return [
            (source, sample.line, sample.offset, REASONS[sample.reason], sample.text)
            for source, _, samples in self._coverage.sources()
            for sample in samples
        ]

    def top(self, column: str, n: int, by: str) -> list[TopRow]:
        """Returns the n rows of a column with the highest number, ties by key.

        Args:
            column: One of KEY_COLUMNS.
            n: How many rows at most.
            by: count, bytes, errors, latency_sum; or p99, for a column of `latency_by`.

        Returns:
            (key, count, bytes, errors, lines with a latency, sum of the latencies).

        Raises:
            ValueError: There is no such column or number.
        """
        table = self._table(column)
        if by == "p99":
            percentiles = self._counters.latencies.percentiles(column)
            return table.top(n, lambda row: percentiles.get(row[0], -1))
        if by not in BY:
            raise ValueError(f"by is {by!r}, must be {', '.join(BY)} or p99")
        place = BY[by]
        return table.top(n, lambda row: cast(int, row[place]))

    def _table(self, column: str) -> KeyTable:
        if column not in KEY_COLUMNS:
            raise ValueError(f"column is {column!r}, must be {', '.join(KEY_COLUMNS)}")
        return self._counters.table(column)

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; ValueError in approximate mode."""
        if self._options.approx:
            raise ValueError("in approximate mode the registers tell how many keys there are")
        return len(self._table(column))

    def visitors(self) -> int:
        """Returns how many different (ip, agent, day) there are; ValueError in approximate mode."""
        if self._options.approx:
            raise ValueError("in approximate mode the registers tell how many visitors there are")
        return len(self._counters.visitors)

    def series(self) -> list[tuple[int, int, int, int, int]]:
        """Returns (start, requests, bytes, 4xx, 5xx) of the minutes that have any, ascending.

        In approximate mode the spans of time may be longer.
        """
        return self._counters.timeline.series()

    def latency(self) -> list[tuple[int, int]]:
        """Returns (microseconds, lines), ascending; buckets for microseconds if approximate."""
        return self._counters.latencies.histogram()

    def key_latency(self, column: str, key: bytes) -> list[tuple[int, int]]:
        """Returns (microseconds, lines) of one key, ascending.

        Raises:
            ValueError: The column is not in `latency_by`.
        """
        return self._counters.latencies.of_key(column, key)

    def latency_minutes(self) -> list[tuple[int, int, int]]:
        """Returns (start of the minute, microseconds, lines), ascending; [] if approximate."""
        return self._counters.latencies.by_minute()

    def groups(self) -> list[tuple[tuple[bytes, ...], int, int, int, int, int]]:
        """Returns rows as `top` does, with the values of the group for a key; ascending by key."""
        rows = sorted(self._counters.groups.rows())
        return [(tuple(split_key(row[0])), *row[1:]) for row in rows]

    def lost(self, table: str) -> int:
        """Returns by how much each count of a table is at most too low: 0 unless approximate.

        Args:
            table: One of KEY_COLUMNS, "method" or "group".

        Raises:
            ValueError: There is no such table.
        """
        if table == "method":
            return self._counters.methods_lost
        return self._counters.groups.lost if table == "group" else self._table(table).lost

    def registers(self, name: str) -> bytes:
        """Returns the registers of a sketch.

        Args:
            name: One of KEY_COLUMNS or "visitors".

        Raises:
            ValueError: There is no such sketch, or the tally is exact.
        """
        found = self._counters.registers
        if not self._options.approx or name not in found:
            raise ValueError(f"there are no registers of {name!r}")
        return bytes(found[name].registers)


class _Stream:
    """Where a scan or stream is: the next byte, and what was seen since its first one."""

    def __init__(
        self, source: bytes, start: int, splitter: Splitter, cutter: LineCutter, room: int
    ) -> None:
        self.source = source
        self.start = self.offset = start
        self.splitter = splitter
        self.cutter = cutter
        self.room = room
        self.lines = 0
        self.samples: list[Sample] = []

    def span(self) -> Span:
        return Span(self.start, self.offset, self.lines, self.samples)


class _Progress:
    """Reports progress in steps of PROGRESS_BYTES."""

    def __init__(self, start: int, report: Callable[[int], None] | None) -> None:
        self._reported = start
        self._report = report

    def reached(self, position: int) -> None:
        if position - self._reported >= PROGRESS_BYTES:
            self.done(position)

    def done(self, position: int) -> None:
        step = position - self._reported
        self._reported = position
        if self._report and step > 0:
            self._report(step)


def _after_newline(file: int, position: int) -> int:
    """Returns the byte after the first newline at or after a position; without one, a huge number.

    The end of the file would do, were it not that the file can grow.
    """
    while data := os.pread(file, BLOCK, position):
        if found := data.find(b"\n") + 1:
            return position + found
        position += len(data)
    return 2**63
