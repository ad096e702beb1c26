# cython: language_level=3, cdivision=True, embedsignature=True
"""Counts web-server access logs: the Cython backend of the log analyzer (day 22).

    >>> tally = Tally(
    ...     '{"approx":false,"filter":null,"group_by":[],"latency_by":[],"max_line":1048576,'
    ...     '"plan":{"kind":"common"},"samples":20,"strip_query":true,"zone":[]}'
    ... )
    >>> tally.begin(b"example")
    >>> tally.feed(b'192.0.2.7 - - [10/Oct/2025:13:55:36 +0200] "GET /a HTTP/1.1" 404 12\\n')
    >>> tally.finish()
    >>> tally.top("path", 1, "errors")
    [(b'/a', 1, 12, 1, 0, 0)]

The definitions of every counter, and the encoding of partials that all backends share, stand beside
the Python backend. Each idea is one included file, from the bottom up:

    table, visitors, minutes, latency    hash tables of counters
    arena, kept                          memory of a batch of lines, and of the compiled options
    timestamp, record, request, line     one line of common or combined to a record of slices
    numbers, moments, values             fields of the other plans
    text_plan, json_*, w3c               one line of such a plan to a record
    automaton, filter, filter_compile    which good lines count
    groups                               tuples of values
    sketches                             approximate mode
    layout                               the options, compiled
    count_key, counts                    a record of common or combined into the tables
    count_all, absorb                    a record of any plan, and whole counts, into the tables
    reader, scan                         blocks and files to lines, by threads without the GIL
    sorting, rows                        what a report asks for
    encode*, section, decode*            the canonical partial
    sources                              which ranges of which files were counted
    threads, results                     one scan and its results, seen from Python
"""

import bisect
import json
import os
import struct
import threading

from cpython.buffer cimport PyBUF_SIMPLE, PyBuffer_Release, PyObject_GetBuffer
from cpython.bytes cimport PyBytes_AS_STRING, PyBytes_FromStringAndSize
from libc.errno cimport EINTR, errno
from libc.stdint cimport (
    INT64_MAX, INT64_MIN, UINT32_MAX, int32_t, int64_t, uint8_t, uint16_t, uint32_t, uint64_t,
)
from libc.stdlib cimport calloc, free, malloc, qsort, realloc
from libc.string cimport memchr, memcmp, memcpy, memset
from posix.types cimport off_t

cdef tuple REASONS = (
    "blank", "no_host", "bad_timestamp", "bad_request_quote", "bad_status", "bad_size",
    "bad_latency", "trailing_garbage", "too_few_fields", "invalid_json", "number_overflow",
    "line_too_long",
)
cdef tuple COLUMNS = ("path", "ip", "user_agent", "referrer", "user", "host")
cdef tuple COLUMN_TAGS = (b"PATH", b"ADDR", b"AGNT", b"REFR", b"USER", b"HOST")
cdef tuple MEASURES = ("count", "bytes", "errors", "latency_sum", "p99")

include "table.pxi"
include "visitors.pxi"
include "minutes.pxi"
include "latency.pxi"
include "arena.pxi"
include "kept.pxi"
include "timestamp.pxi"
include "record.pxi"
include "request.pxi"
include "line.pxi"
include "numbers.pxi"
include "moments.pxi"
include "values.pxi"
include "text_plan.pxi"
include "json_scan.pxi"
include "json_tree.pxi"
include "json_plan.pxi"
include "w3c.pxi"
include "automaton.pxi"
include "filter.pxi"
include "filter_compile.pxi"
include "count_key.pxi"
include "groups.pxi"
include "sketches.pxi"
include "layout.pxi"
include "counts.pxi"
include "count_all.pxi"
include "absorb.pxi"
include "reader.pxi"
include "scan.pxi"
include "sorting.pxi"
include "rows.pxi"
include "encode_visitors.pxi"
include "encode.pxi"
include "sources.pxi"
include "section.pxi"
include "decode_tables.pxi"
include "decode_times.pxi"
include "decode_latency.pxi"
include "decode.pxi"
include "decode_sources.pxi"
include "threads.pxi"
include "results.pxi"


cdef class Tally(Results):
    """What was counted in any number of files, streams and partials.

    One tally is not to be used by two threads at once; any number of tallies may be. Where memory
    runs out, a MemoryError is raised. A scan or a merge then leaves the tally as it was, unless the
    result was being added already: then counts are missing, and the tally refuses to be used.

    Args:
        options: Canonical JSON of the options, see the definitions.
        automata: Those that the filter names by their number.

    Raises:
        ValueError: The options are none, or a value is out of its range.
    """

    cdef bytes header
    cdef list latency_by     # indices of columns, in the order of the options
    cdef bytes source        # of the open stream, or None
    cdef Reader reader       # of the open stream
    cdef Counts streamed     # complete lines of the open stream that are not in counts yet
    cdef str unusable
    cdef bint feeding

    def __cinit__(self, str options not None, automata=()):
        self.kept = []
        self.known = Sources({}, [])
        try:
            self.header = options.encode("ascii")
            values = json.loads(options)
            compile_options(values, automata, self.kept, &self.layout)
            self.latency_by = [COLUMNS.index(name) for name in values["latency_by"]]
        except (
            ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError
        ) as error:
            raise ValueError(f"options {options!r:.200}: {error!r}") from None
        counts_init(&self.counts, self.layout.timed)
        counts_init(&self.streamed, self.layout.timed)

    def __dealloc__(self):
        counts_free(&self.counts)
        counts_free(&self.streamed)
        reader_free(&self.reader)

    def scan(
        self, path, bytes source not None, start, end, int workers=1, progress=None
    ):
        """Count the lines of a file that begin in [start, end).

        Args:
            path: A regular file.
            source: The name its lines are counted under.
            start: First byte of the range, at least 0.
            end: Byte after the range; the end of the file when that comes first.
            workers: Threads, at least 1.
            progress: Called about every 100 ms on this thread with the bytes done since its last
                call. What it raises stops the scan and leaves the tally as it was.

        Raises:
            OSError: The file cannot be opened or read.
            ValueError: A number is out of its range, or the range was counted before.
        """
        cdef Scan scan = Scan()
        cdef Worker worker
        if not 0 <= start <= end:
            raise ValueError(f"range {start}-{end} of {path}: must be 0 <= start <= end")
        if workers < 1:
            raise ValueError(f"workers is {workers}, must be at least 1")
        self.settle()
        fd = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            size = os.fstat(fd).st_size
            start = min(start, size)
            end = min(end, size)
            scan.prepare(&self.layout, start, end, workers, progress)
            scan.run(path, fd)
        finally:
            os.close(fd)
        known = self.known.combined(scan.sources(source, self.layout.samples), self.layout.samples)
        for worker in scan.workers:
            self.absorb(&worker.counts)
        self.known = known

    def begin(self, bytes source not None, offset=0):
        """Open a stream whose first byte begins a line.

        Args:
            source: The name its lines are counted under.
            offset: Where in the source the stream begins, in bytes.

        Raises:
            ValueError: Another stream is open, or the offset is negative.
        """
        self.settle()
        if self.source is not None:
            raise ValueError(f"stream {self.source!r} is still open: finish it before {source!r}")
        if not 0 <= offset < 1 << 63:
            raise ValueError(f"offset is {offset}, must be 0 to 2**63 - 1")
        reader_free(&self.reader)
        if not reader_open(&self.reader, &self.layout, &self.streamed):
            raise MemoryError("no memory to read lines")
        reader_begin(&self.reader, 0, offset, <uint64_t>-1, False)
        self.source = source

    def columns(self, bytes line not None):
        """Say which columns are in force at the start of each later scan and stream.

        Args:
            line: A `#Fields:` line of a W3C log.

        Raises:
            ValueError: The plan is another one, or the line is none.
        """
        cdef const uint8_t* text = <const uint8_t*>PyBytes_AS_STRING(line)
        fields = line.rstrip(b"\r\n")
        if self.layout.kind != W3C or not read_directive(
            text, text + <size_t>len(fields), &self.layout.columns
        ):
            raise ValueError(f"{line!r:.200} is no line of fields of a w3c log")

    def feed(self, data):
        """Count the next bytes of the open stream; they may be cut anywhere.

        Args:
            data: Any contiguous buffer.

        Raises:
            ValueError: No stream is open.
        """
        cdef Py_buffer view
        cdef bint enough
        self.check_stream()
        PyObject_GetBuffer(data, &view, PyBUF_SIMPLE)
        self.feeding = True
        with nogil:
            enough = reader_feed(&self.reader, <const uint8_t*>view.buf, view.len)
        self.feeding = False
        PyBuffer_Release(&view)
        if not enough:
            self.give_up(f"no memory to count {self.source!r}")

    def finish(self):
        """Close the open stream: a last line without newline is counted.

        Raises:
            ValueError: No stream is open, or its bytes were counted before.
        """
        self.check_stream()
        if not reader_end(&self.reader):
            self.give_up(f"no memory to count {self.source!r}")
        try:
            self.settle()
        finally:
            self.source = None
            self.reader.carried = 0
            counts_free(&self.streamed)

    def merge(self, partial):
        """Add the counts of a partial.

        Args:
            partial: What `partial()` of any backend returned.

        Raises:
            ValueError: It is no partial, was made with other arguments, is damaged, or holds lines
                that were counted here already. The tally is as it was.
        """
        cdef Py_buffer view
        cdef Worker worker = Worker(self.layout.timed)
        self.settle()
        PyObject_GetBuffer(partial, &view, PyBUF_SIMPLE)
        try:
            sources = decode_partial(
                <const uint8_t*>view.buf, view.len, self.header, &self.layout, self.latency_by,
                &worker.counts,
            )
        finally:
            PyBuffer_Release(&view)
        known = self.known.combined(sources, self.layout.samples)
        if worker.counts.lines > <uint64_t>INT64_MAX - self.counts.lines:
            raise ValueError(f"{self.counts.lines} + {worker.counts.lines} lines are too many")
        self.absorb(&worker.counts)
        self.known = known

    def partial(self):
        """All counts in the canonical encoding: equal bytes for equal counts from every backend."""
        self.settle()
        return b"".join([
            MAGIC, struct.pack("<I", len(self.header)), self.header,
            encode_counts(&self.counts, &self.layout, self.latency_by), self.known.encode(),
        ])

    cdef int check(self) except -1:
        """Refuse a tally that lost counts, and one that another thread is feeding."""
        if self.unusable is not None:
            raise MemoryError(self.unusable)
        if self.feeding:
            raise RuntimeError("another thread is feeding this tally")
        return 0

    cdef int check_stream(self) except -1:
        self.check()
        if self.source is None:
            raise ValueError("no stream is open: begin one")
        return 0

    cdef int give_up(self, str why) except -1:
        self.unusable = why + ": counts are incomplete"
        raise MemoryError(self.unusable)

    cdef int absorb(self, Counts* counts) except -1:
        """Move counts in, but for their samples; into an empty tally without copying anything."""
        cdef Counts empty
        cdef bint enough
        if self.counts.lines == 0:
            empty = self.counts
            self.counts = counts[0]
            counts[0] = empty
            return 0
        enough = counts_absorb(&self.counts, counts, self.layout.approx)
        counts_free(counts)
        if not enough:
            self.give_up("no memory to add up what was counted")
        return 0

    cdef int settle(self) except -1:
        """Move the complete lines of the open stream into the counts."""
        self.check()
        if self.source is None:
            return 0
        pieces = []
        if self.reader.lines:
            pieces.append((self.reader.start, self.reader.line_start, self.reader.lines))
        self.known = self.known.combined(
            Sources({self.source: pieces}, samples_of(&self.streamed, self.source)),
            self.layout.samples,
        )
        if self.reader.lines:
            self.absorb(&self.streamed)
        self.streamed.sample_count = 0
        self.reader.start = self.reader.line_start
        self.reader.lines = 0
        return 0
