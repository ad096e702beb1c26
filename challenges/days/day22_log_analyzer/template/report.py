"""What was counted, for people and programs: numbers, JSON, a table, a page."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from .backends import Tally
from .errors import SourceError

Minute = tuple[int, int, int, int, int]

MOST_BUCKETS = 1_000_000


class Totals(NamedTuple):
    """Sums over all lines; first and last are None when no line was parsed."""

    lines: int
    parsed: int
    malformed: int
    blank: int
    bad_request: int
    bytes: int
    first: datetime | None
    last: datetime | None


@dataclass(frozen=True, slots=True)
class TopRow:
    """One key of a column and what was counted for it."""

    key: bytes
    count: int
    bytes: int
    errors: int

    @property
    def text(self) -> str:
        """The key as text; bytes that are not UTF-8 appear as `\\xhh`."""
        return self.key.decode(errors="backslashreplace")


class Bucket(NamedTuple):
    """Requests in a span of time."""

    start: datetime
    requests: int
    bytes: int
    client_errors: int
    server_errors: int


class Chart(NamedTuple):
    """Requests over time in buckets of one step, and how many requests lie outside that time."""

    step: timedelta
    buckets: list[Bucket]
    outside: int


class MalformedLine(NamedTuple):
    """A line that could not be parsed.

    Attributes:
        file: The source, as it was given.
        line_number: From 1; of a source that was read from its beginning, the line of the file.
        byte_offset: Where the line starts.
        reason: One of the closed list in `definitions.md`.
        sample: Its first 200 bytes.
    """

    file: str
    line_number: int
    byte_offset: int
    reason: str
    sample: bytes


class Report:
    """What was counted. Nothing is computed before it is asked for.

    Made by `analyze`, `Analyzer.report` and `Analyzer.combine`.

    Attributes:
        backend: Which backend counted.
        rows: How many rows top lists have unless told otherwise.
        failures: Sources that were left out or cut short.
    """

    def __init__(
        self,
        tally: Tally,
        make_tally: Callable[[], Tally],
        backend: str,
        top: int,
        failures: Sequence[SourceError] = (),
    ) -> None:
        raise NotImplementedError("Report.__init__")

    @property
    def totals(self) -> Totals:
        """Sums over all lines."""
        raise NotImplementedError("Report.totals")

    @property
    def status(self) -> dict[int, int]:
        """Requests by status, ascending."""
        raise NotImplementedError("Report.status")

    @property
    def methods(self) -> dict[str, int]:
        """Requests by method, ascending; `-` also stands for bad requests."""
        raise NotImplementedError("Report.methods")

    @property
    def protocols(self) -> dict[str, int]:
        """Requests by protocol, ascending; `-` stands for bad requests."""
        raise NotImplementedError("Report.protocols")

    @property
    def reasons(self) -> dict[str, int]:
        """Malformed and blank lines by reason."""
        raise NotImplementedError("Report.reasons")

    @property
    def malformed(self) -> list[MalformedLine]:
        """The first malformed lines, by source and place; how many was said before counting."""
        raise NotImplementedError("Report.malformed")

    @property
    def malformed_share(self) -> float:
        """Malformed lines among those that are not blank, 0 to 1."""
        raise NotImplementedError("Report.malformed_share")

    def top(self, column: str, n: int | None = None, by: str = "count") -> list[TopRow]:
        """Returns the keys of a column with the highest number; equal ones ascend by key.

        Args:
            column: path, ip, user_agent, referrer or user.
            n: How many at most; None means what was said before counting.
            by: count, bytes or errors.

        Raises:
            ValueError: One of these is not allowed.
        """
        raise NotImplementedError("Report.top")

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; columns as in `top`."""
        raise NotImplementedError("Report.unique")

    def unique_visitors(self) -> int:
        """Returns how many different (address, user agent, UTC day) there are."""
        raise NotImplementedError("Report.unique_visitors")

    def series(self, step: str | timedelta = "minute") -> list[Bucket]:
        """Returns requests by time from the first line to the last, quiet buckets included.

        Args:
            step: minute, hour, day, or a whole number of minutes. Buckets start at multiples of it
                since 1970-01-01 UTC.

        Raises:
            ValueError: The step is none of these, or gives more than a million buckets.
        """
        raise NotImplementedError("Report.series")

    def chart(self) -> Chart:
        """Returns the series as a chart can show it: in the finest step that fits.

        A few lines with a wrong date must not press all others into one bar: where it narrows the
        time to less than half, one request in a thousand is left out at either end.
        """
        raise NotImplementedError("Report.chart")

    def partial(self) -> bytes:
        """Returns everything that was counted as bytes, for `Analyzer.combine`."""
        raise NotImplementedError("Report.partial")

    def merge(self, other: Report) -> Report:
        """Returns the report over both; neither changes.

        Raises:
            ValueError: They were counted with unlike options, or share bytes of a source.
        """
        raise NotImplementedError("Report.merge")

    def to_dict(self, by: str = "count") -> dict[str, object]:
        """Returns the report as JSON knows it: text, numbers, lists, dictionaries, None.

        A key whose bytes are not UTF-8 has them as `hex` too: its text might be that of another.

        Args:
            by: What the top lists are sorted by.
        """
        raise NotImplementedError("Report.to_dict")

    def to_json(self, by: str = "count") -> str:
        """Returns `to_dict` as JSON text that is valid UTF-8 when encoded."""
        raise NotImplementedError("Report.to_json")

    def to_table(self, by: str = "count") -> str:
        """Returns the report as plain text, at most 80 columns wide."""
        raise NotImplementedError("Report.to_table")

    def to_html(self, path: str | os.PathLike[str], by: str = "count") -> None:
        """Writes the report as one page that needs no network; a file of that name is replaced.

        Raises:
            OSError: The file cannot be written.
        """
        raise NotImplementedError("Report.to_html")

    def page(self, by: str = "count") -> str:
        """Returns the page that `to_html` writes."""
        raise NotImplementedError("Report.page")
