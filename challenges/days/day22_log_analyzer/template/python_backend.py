"""The tally in pure Python: what every other backend is held against."""

from __future__ import annotations

from collections.abc import Callable, Sequence

TopRow = tuple[bytes, int, int, int, int, int]


class Tally:
    """Counts the lines of files and streams, as `definitions.md` says.

    Args:
        options: How, in canonical JSON: what `Options.header` returns.
        automata: What the tests of kind dfa in the filter run, packed.

    Raises:
        ValueError: They are none, or an automaton is missing.
    """

    def __init__(self, options: str, automata: Sequence[bytes] = ()) -> None:
        raise NotImplementedError("Tally.__init__")

    def columns(self, line: bytes) -> None:
        """Says which columns are in force where the next scans and streams begin.

        Args:
            line: A `#Fields:` line, with or without its end.

        Raises:
            ValueError: It is none, or the plan is not w3c.
        """
        raise NotImplementedError("Tally.columns")

    def scan(
        self,
        path: str,
        source: bytes,
        start: int,
        end: int,
        workers: int = 1,
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
        raise NotImplementedError("Tally.scan")

    def begin(self, source: bytes, offset: int = 0) -> None:
        """Opens a stream.

        Args:
            source: Its name in samples and partials.
            offset: Where its first byte, with which a line begins, lies in the source.

        Raises:
            ValueError: A stream is open.
        """
        raise NotImplementedError("Tally.begin")

    def feed(self, data: bytes | bytearray | memoryview) -> None:
        """Counts the lines that end in the next bytes of the stream.

        Raises:
            ValueError: No stream is open.
        """
        raise NotImplementedError("Tally.feed")

    def finish(self) -> None:
        """Counts a last line without newline and closes the stream.

        Raises:
            ValueError: No stream is open, or bytes of it were counted before.
        """
        raise NotImplementedError("Tally.finish")

    def merge(self, partial: bytes, ordered: bool = True) -> None:
        """Adds the counts of another tally.

        Args:
            partial: What its `partial` returned.
            ordered: What was asked for there.

        Raises:
            PartialError: The bytes are no partial, damaged, of other options, or count bytes that
                were counted before. Nothing has changed then.
        """
        raise NotImplementedError("Tally.merge")

    def partial(self, ordered: bool = True) -> bytes:
        """Returns everything that was counted.

        Args:
            ordered: Whether in canonical form. If not, keys and visitors lie as they came, which
                takes less than half the time; only for a `merge` that knows.
        """
        raise NotImplementedError("Tally.partial")

    def totals(self) -> dict[str, int | None]:
        """Returns lines, parsed, filtered, malformed, blank, bad_request, bytes, first, last."""
        raise NotImplementedError("Tally.totals")

    def status(self) -> dict[int, int]:
        """Returns requests by status, ascending."""
        raise NotImplementedError("Tally.status")

    def methods(self) -> dict[bytes, int]:
        """Returns requests by method, ascending."""
        raise NotImplementedError("Tally.methods")

    def protocols(self) -> dict[bytes, int]:
        """Returns requests by protocol, ascending."""
        raise NotImplementedError("Tally.protocols")

    def reasons(self) -> dict[str, int]:
        """Returns the lines that were not parsed by reason, those of the closed list above 0."""
        raise NotImplementedError("Tally.reasons")

    def samples(self) -> list[tuple[bytes, int, int, str, bytes]]:
        """Returns (source, line number, byte offset, reason, first bytes) of malformed lines."""
        raise NotImplementedError("Tally.samples")

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
        raise NotImplementedError("Tally.top")

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; ValueError in approximate mode."""
        raise NotImplementedError("Tally.unique")

    def visitors(self) -> int:
        """Returns how many different (ip, agent, day) there are; ValueError in approximate mode."""
        raise NotImplementedError("Tally.visitors")

    def series(self) -> list[tuple[int, int, int, int, int]]:
        """Returns (start, requests, bytes, 4xx, 5xx) of the minutes that have any, ascending.

        In approximate mode the spans of time may be longer.
        """
        raise NotImplementedError("Tally.series")

    def latency(self) -> list[tuple[int, int]]:
        """Returns (microseconds, lines), ascending; buckets for microseconds if approximate."""
        raise NotImplementedError("Tally.latency")

    def key_latency(self, column: str, key: bytes) -> list[tuple[int, int]]:
        """Returns (microseconds, lines) of one key, ascending.

        Raises:
            ValueError: The column is not in `latency_by`.
        """
        raise NotImplementedError("Tally.key_latency")

    def latency_minutes(self) -> list[tuple[int, int, int]]:
        """Returns (start of the minute, microseconds, lines), ascending; [] if approximate."""
        raise NotImplementedError("Tally.latency_minutes")

    def groups(self) -> list[tuple[tuple[bytes, ...], int, int, int, int, int]]:
        """Returns rows as `top` does, with the values of the group for a key; ascending by key."""
        raise NotImplementedError("Tally.groups")

    def lost(self, table: str) -> int:
        """Returns by how much each count of a table is at most too low: 0 unless approximate.

        Args:
            table: One of KEY_COLUMNS, "method" or "group".

        Raises:
            ValueError: There is no such table.
        """
        raise NotImplementedError("Tally.lost")

    def registers(self, name: str) -> bytes:
        """Returns the registers of a sketch.

        Args:
            name: One of KEY_COLUMNS or "visitors".

        Raises:
            ValueError: There is no such sketch, or the tally is exact.
        """
        raise NotImplementedError("Tally.registers")
