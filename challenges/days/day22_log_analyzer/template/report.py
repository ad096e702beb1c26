"""What was counted, for people and programs: numbers, JSON, a table, a page."""

from __future__ import annotations

import os
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from .backends import Tally
from .errors import SourceError
from .percentiles import Latency
from .question import Question
from .series import Bucket, Chart

BY = ("count", "bytes", "errors", "latency_sum", "p99")


class Totals(NamedTuple):
    """Sums over all lines; first and last are None when no line was parsed.

    `lines` is the sum of parsed, malformed, blank and filtered: good lines that a filter left out.
    """

    lines: int
    parsed: int
    malformed: int
    blank: int
    bad_request: int
    bytes: int
    first: datetime | None
    last: datetime | None
    filtered: int = 0


@dataclass(frozen=True, slots=True)
class TopRow:
    """One key of a column and what was counted for it.

    Attributes:
        key: The key.
        count: Lines with it.
        bytes: Sum of their sizes.
        errors: Those of them with a status of 400 and more.
        timed: Those of them that say how long it took.
        latency_sum: How long these took together, in microseconds.
        lost: By how much the count is at most too low; 0 when it is exact. The other numbers belong
            to lines that were counted.
    """

    key: bytes
    count: int
    bytes: int
    errors: int
    timed: int = 0
    latency_sum: int = 0
    lost: int = 0

    @property
    def text(self) -> str:
        """The key as text; bytes that are not UTF-8 appear as `\\xhh`."""
        return self.key.decode(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with equal values in all of `group_by`; the numbers are those of `TopRow`."""

    values: tuple[bytes, ...]
    count: int
    bytes: int
    errors: int
    timed: int
    latency_sum: int
    lost: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as text; bytes that are not UTF-8 appear as `\\xhh`."""
        return tuple(value.decode(errors="backslashreplace") for value in self.values)


class KeyLatency(NamedTuple):
    """How long the requests of one key of a column took."""

    key: bytes
    latency: Latency


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

    Made by `analyze`, `follow`, `Analyzer.report`, `Analyzer.combine` and `Report.from_json`.

    Attributes:
        failures: Sources that were left out or cut short.
    """

    def __init__(
        self, tally: Tally, question: Question, failures: Sequence[SourceError] = ()
    ) -> None:
        raise NotImplementedError("Report.__init__")

    @property
    def backend(self) -> str:
        """Which backend counted."""
        raise NotImplementedError("Report.backend")

    @property
    def rows(self) -> int:
        """How many rows top lists have unless told otherwise."""
        raise NotImplementedError("Report.rows")

    @property
    def exact(self) -> bool:
        """Whether every number is exact; if not, `TopRow.lost` and `unique` say how far off."""
        raise NotImplementedError("Report.exact")

    @property
    def has_latency(self) -> bool:
        """Whether the format says how long requests took."""
        raise NotImplementedError("Report.has_latency")

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the format has."""
        raise NotImplementedError("Report.columns")

    @property
    def group_by(self) -> tuple[str, ...]:
        """What lines were grouped by."""
        raise NotImplementedError("Report.group_by")

    @property
    def latency_columns(self) -> tuple[str, ...]:
        """The columns by which latencies were kept apart."""
        raise NotImplementedError("Report.latency_columns")

    @property
    def zone_name(self) -> str:
        """The time zone of all times."""
        raise NotImplementedError("Report.zone_name")

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

    @property
    def latency(self) -> Latency:
        """How long requests took; within 1 % of the true time if the report is not exact."""
        raise NotImplementedError("Report.latency")

    def latency_by(self, column: str, n: int | None = None) -> list[KeyLatency]:
        """Returns how long the requests of single keys took, those with the highest p99 first.

        Args:
            column: One of those that `latency_by` named before counting.
            n: How many at most; None means what was said before counting.

        Raises:
            ValueError: Latencies were not kept apart by this column.
        """
        raise NotImplementedError("Report.latency_by")

    def top(self, column: str, n: int | None = None, by: str = "count") -> list[TopRow]:
        """Returns the keys of a column with the highest number; equal ones ascend by key.

        Args:
            column: path, ip, user_agent, referrer, user or host.
            n: How many at most; None means what was said before counting.
            by: count, bytes, errors, latency_sum, or p99 for a column in `latency_by`.

        Raises:
            ValueError: One of these is not allowed.
        """
        raise NotImplementedError("Report.top")

    def groups(self, n: int | None = None, by: str = "count") -> list[Group]:
        """Returns the lines by `group_by`, those with the highest number first.

        Args:
            n: How many at most; None means all.
            by: count, bytes, errors or latency_sum. Equal ones ascend by their values.

        Raises:
            ValueError: One of these is not allowed.
        """
        raise NotImplementedError("Report.groups")

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; columns as in `top`.

        If the report is not exact it is an estimate with a standard error of 0.81 %.
        """
        raise NotImplementedError("Report.unique")

    def unique_visitors(self) -> int:
        """Returns how many different (address, user agent, UTC day) there are, as `unique`."""
        raise NotImplementedError("Report.unique_visitors")

    def series(self, step: str | timedelta = "minute") -> list[Bucket]:
        """Returns requests by time from the first line to the last, quiet buckets included.

        Args:
            step: minute, hour, day, or a whole number of minutes. Buckets start at multiples of it
                since 1970-01-01 in local time. The hour that comes twice when clocks are set back
                is two; the day on which it does is one.

        Raises:
            ValueError: The step is none of these, or gives more than a million buckets.
        """
        raise NotImplementedError("Report.series")

    def chart(self) -> Chart:
        """Returns the series in the finest step that a chart can show, without stragglers."""
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
            by: What the top lists are sorted by; by count, where a column has no such number.
        """
        raise NotImplementedError("Report.to_dict")

    def to_json(self, by: str = "count", *, partial: bool = False) -> str:
        """Returns `to_dict` as JSON text that is valid UTF-8 when encoded.

        Args:
            by: As in `to_dict`.
            partial: Whether everything that was counted is in it too, for `from_json`.
        """
        raise NotImplementedError("Report.to_json")

    @classmethod
    def from_json(cls, text: str | bytes, *, backend: str = "auto") -> Report:
        """Returns the report that `to_json(partial=True)` wrote.

        Raises:
            PartialError: It is no such text.
        """
        raise NotImplementedError("Report.from_json")

    def to_table(self, by: str = "count", *, decode_escapes: bool = False) -> str:
        """Returns the report as plain text, at most 80 columns wide.

        Args:
            by: As in `to_dict`.
            decode_escapes: Whether what a server has written as `\\xhh` or behind a backslash is
                shown as the bytes it stands for. It is counted as written in any case.
        """
        raise NotImplementedError("Report.to_table")

    def to_csv(self, folder: str | os.PathLike[str], by: str = "count") -> None:
        """Writes one file for each table of the report into a folder, which is made if need be.

        Raises:
            OSError: A file cannot be written; those of the same names are whole all the same.
        """
        raise NotImplementedError("Report.to_csv")

    def to_html(
        self, path: str | os.PathLike[str], by: str = "count", *, decode_escapes: bool = False
    ) -> None:
        """Writes the report as one page that needs no network; a file of that name is replaced.

        Args:
            path: The file.
            by: As in `to_dict`.
            decode_escapes: As in `to_table`.

        Raises:
            OSError: The file cannot be written.
        """
        raise NotImplementedError("Report.to_html")

    def page(self, by: str = "count", *, decode_escapes: bool = False) -> str:
        """Returns the page that `to_html` writes."""
        raise NotImplementedError("Report.page")

    def order(self, column: str, by: str) -> str:
        """Returns what a top list of a column can be sorted by: this, or else the count."""
        raise NotImplementedError("Report.order")
