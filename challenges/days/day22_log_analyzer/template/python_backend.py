"""The tally in pure Python: what every other backend is held against (stages 1 to 3)."""

from __future__ import annotations

from collections.abc import Callable

TopRow = tuple[bytes, int, int, int]


class Tally:
    """Counts the lines of files and streams, as `definitions.md` says.

    Args:
        format: Name of the log format.
        strip_query: Whether paths end before their first `?`.
        max_line: Longer lines are malformed, in bytes.
        samples: How many malformed lines are kept.

    Raises:
        UnknownFormatError: There is no such format.
        ValueError: A number is out of its range.
    """

    def __init__(
        self,
        format: str,
        *,
        strip_query: bool = True,
        max_line: int = 1 << 20,
        samples: int = 20,
    ) -> None:
        raise NotImplementedError("Tally.__init__")

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

    def merge(self, partial: bytes) -> None:
        """Adds the counts of another tally.

        Raises:
            PartialError: The bytes are no partial, damaged, of other options, or count bytes that
                were counted before. Nothing has changed then.
        """
        raise NotImplementedError("Tally.merge")

    def partial(self) -> bytes:
        """Returns everything that was counted, in canonical form."""
        raise NotImplementedError("Tally.partial")

    def totals(self) -> dict[str, int | None]:
        """Returns lines, parsed, malformed, blank, bad_request, bytes, first and last second."""
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
        """Returns the n rows (key, count, bytes, errors) of a column with the highest number.

        Args:
            column: path, ip, user_agent, referrer or user.
            n: How many rows at most.
            by: count, bytes or errors.
        """
        raise NotImplementedError("Tally.top")

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has."""
        raise NotImplementedError("Tally.unique")

    def visitors(self) -> int:
        """Returns how many different (host, agent, day) there are."""
        raise NotImplementedError("Tally.visitors")

    def series(self) -> list[tuple[int, int, int, int, int]]:
        """Returns (start, requests, bytes, 4xx, 5xx) of the minutes that have any, ascending."""
        raise NotImplementedError("Tally.series")
