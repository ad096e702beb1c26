"""What was counted, for people and programs: numbers, JSON, a table, a page."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from datetime import timedelta
from pathlib import Path

from .atomic import write_atomically
from .backends import Tally
from .errors import SourceError
from .estimates import cardinality, middle
from .percentiles import Latency
from .plans import COLUMNS
from .question import Question
from .rows import Group, KeyLatency, MalformedLine, TopRow, Totals
from .series import Bucket, Chart, buckets, chart, seconds_of
from .zones import moment

BY = ("count", "bytes", "errors", "latency_sum", "p99")


class Report:
    """What was counted. Nothing is computed before it is asked for.

    Made by `analyze`, `follow`, `Analyzer.report`, `Analyzer.combine` and `Report.from_json`.

    Attributes:
        failures: Sources that were left out or cut short.
    """

    def __init__(
        self, tally: Tally, question: Question, failures: Sequence[SourceError] = ()
    ) -> None:
        self._tally = tally
        self._question = question
        self.failures = tuple(failures)

    @property
    def backend(self) -> str:
        """Which backend counted."""
        return self._question.backend

    @property
    def rows(self) -> int:
        """How many rows top lists have unless told otherwise."""
        return self._question.rows

    @property
    def exact(self) -> bool:
        """Whether every number is exact; if not, `TopRow.lost` and `unique` say how far off."""
        return not self._question.options.approx

    @property
    def has_latency(self) -> bool:
        """Whether the format says how long requests took."""
        return self._question.options.has_latency

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns that the format has."""
        return tuple(name for name in COLUMNS if name in self._question.options.columns)

    @property
    def group_by(self) -> tuple[str, ...]:
        """What lines were grouped by."""
        return tuple(self._question.options.group_by)

    @property
    def latency_columns(self) -> tuple[str, ...]:
        """The columns by which latencies were kept apart."""
        return tuple(self._question.options.latency_by)

    @property
    def zone_name(self) -> str:
        """The time zone of all times."""
        return str(self._question.zone)

    @property
    def totals(self) -> Totals:
        """Sums over all lines."""
        totals = self._tally.totals()
        first, last = totals.pop("first"), totals.pop("last")
        zone = self._question.zone
        return Totals(
            **{name: number or 0 for name, number in totals.items()},
            first=None if first is None else moment(first, zone),
            last=None if last is None else moment(last, zone),
        )

    @property
    def status(self) -> dict[int, int]:
        """Requests by status, ascending."""
        return self._tally.status()

    @property
    def methods(self) -> dict[str, int]:
        """Requests by method, ascending; `-` also stands for bad requests."""
        return {method.decode(): count for method, count in self._tally.methods().items()}

    @property
    def protocols(self) -> dict[str, int]:
        """Requests by protocol, ascending; `-` stands for bad requests."""
        return {protocol.decode(): count for protocol, count in self._tally.protocols().items()}

    @property
    def reasons(self) -> dict[str, int]:
        """Malformed and blank lines by reason."""
        return self._tally.reasons()

    @property
    def malformed(self) -> list[MalformedLine]:
        """The first malformed lines, by source and place; how many was said before counting."""
        return [
            MalformedLine(os.fsdecode(source), line, offset, reason, sample)
            for source, line, offset, reason, sample in self._tally.samples()
        ]

    @property
    def malformed_share(self) -> float:
        """Malformed lines among those that are not blank, 0 to 1."""
        totals = self.totals
        good = totals.parsed + totals.filtered
        return totals.malformed / ((totals.malformed + good) or 1)

    @property
    def latency(self) -> Latency:
        """How long requests took; within 1 % of the true time if the report is not exact."""
        return Latency(self._times(self._tally.latency()))

    def latency_by(self, column: str, n: int | None = None) -> list[KeyLatency]:
        """Returns how long the requests of single keys took, those with the highest p99 first.

        Args:
            column: One of those that `latency_by` named before counting.
            n: How many at most; None means what was said before counting.

        Raises:
            ValueError: Latencies were not kept apart by this column.
        """
        rows = self.top(column, n, "p99")
        key_latency = self._tally.key_latency
        return [KeyLatency(row.key, Latency(key_latency(column, row.key))) for row in rows]

    def top(self, column: str, n: int | None = None, by: str = "count") -> list[TopRow]:
        """Returns the keys of a column with the highest number; equal ones ascend by key.

        Args:
            column: path, ip, user_agent, referrer, user or host.
            n: How many at most; None means what was said before counting.
            by: count, bytes, errors, latency_sum, or p99 for a column in `latency_by`.

        Raises:
            ValueError: One of these is not allowed.
        """
        n = self.rows if n is None else n
        if n < 0:
            raise ValueError(f"n is {n}, must be at least 0")
        _one_of("column", column, COLUMNS)
        _one_of("by", by, BY)
        if by == "p99":
            kept = ", ".join(self._question.options.latency_by) or "empty"
            if column not in self._question.options.latency_by:
                raise ValueError(f"by p99 needs {column} in latency_by, which is {kept}")
        lost = self._tally.lost(column)
        return [TopRow(*row, lost) for row in self._tally.top(column, n, by)]

    def groups(self, n: int | None = None, by: str = "count") -> list[Group]:
        """Returns the lines by `group_by`, those with the highest number first.

        Args:
            n: How many at most; None means all.
            by: count, bytes, errors or latency_sum. Equal ones ascend by their values.

        Raises:
            ValueError: One of these is not allowed.
        """
        _one_of("by", by, BY[:-1])
        if n is not None and n < 0:
            raise ValueError(f"n is {n}, must be at least 0")
        lost = self._tally.lost("group")
        found = [Group(*row, lost) for row in self._tally.groups()]
        found.sort(key=lambda group: (-getattr(group, by), group.values))
        return found[:n]

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; columns as in `top`.

        If the report is not exact it is an estimate with a standard error of 0.81 %.
        """
        _one_of("column", column, COLUMNS)
        if self.exact:
            return self._tally.unique(column)
        return cardinality(self._tally.registers(column)) if column in self.columns else 0

    def unique_visitors(self) -> int:
        """Returns how many different (address, user agent, UTC day) there are, as `unique`."""
        if self.exact:
            return self._tally.visitors()
        return cardinality(self._tally.registers("visitors"))

    def series(self, step: str | timedelta = "minute") -> list[Bucket]:
        """Returns requests by time from the first line to the last, quiet buckets included.

        Args:
            step: minute, hour, day, or a whole number of minutes. Buckets start at multiples of it
                since 1970-01-01 in local time. The hour that comes twice when clocks are set back
                is two; the day on which it does is one.

        Raises:
            ValueError: The step is none of these, or gives more than a million buckets.
        """
        width = seconds_of(step)
        minutes = self._tally.series()
        if not minutes:
            return []
        return buckets(minutes, self._tally.latency_minutes(), width, self._question.zone)

    def chart(self) -> Chart:
        """Returns the series in the finest step that a chart can show, without stragglers."""
        return chart(self._tally.series(), self._tally.latency_minutes(), self._question.zone)

    def partial(self) -> bytes:
        """Returns everything that was counted as bytes, for `Analyzer.combine`."""
        return self._tally.partial()

    def merge(self, other: Report) -> Report:
        """Returns the report over both; neither changes.

        Raises:
            ValueError: They were counted with unlike options, or share bytes of a source.
        """
        tally = self._question.tally()
        tally.merge(self.partial())
        tally.merge(other.partial())
        return Report(tally, self._question, self.failures + other.failures)

    def to_dict(self, by: str = "count") -> dict[str, object]:
        """Returns the report as JSON knows it: text, numbers, lists, dictionaries, None.

        A key whose bytes are not UTF-8 has them as `hex` too: its text might be that of another.

        Args:
            by: What the top lists are sorted by; by count, where a column has no such number.
        """
        from .report_json import document

        return document(self, by)

    def to_json(self, by: str = "count", *, partial: bool = False) -> str:
        """Returns `to_dict` as JSON text that is valid UTF-8 when encoded.

        Args:
            by: As in `to_dict`.
            partial: Whether everything that was counted is in it too, for `from_json`.
        """
        from .report_json import dumps

        return dumps(self, by, partial)

    @classmethod
    def from_json(cls, text: str | bytes, *, backend: str = "auto") -> Report:
        """Returns the report that `to_json(partial=True)` wrote.

        Raises:
            PartialError: It is no such text.
        """
        from .report_json import loads

        return loads(text, backend)

    def to_table(self, by: str = "count", *, decode_escapes: bool = False) -> str:
        """Returns the report as plain text, at most 80 columns wide.

        Args:
            by: As in `to_dict`.
            decode_escapes: Whether what a server has written as `\\xhh` or behind a backslash is
                shown as the bytes it stands for. It is counted as written in any case.
        """
        from .table import render_table

        return render_table(self, by, decode_escapes)

    def to_csv(self, folder: str | os.PathLike[str], by: str = "count") -> None:
        """Writes one file for each table of the report into a folder, which is made if need be.

        Raises:
            OSError: A file cannot be written; those of the same names are whole all the same.
        """
        from .csv_files import csv_files

        Path(folder).mkdir(parents=True, exist_ok=True)
        for name, data in csv_files(self, by):
            write_atomically(Path(folder) / name, data)

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
        write_atomically(path, self.page(by, decode_escapes=decode_escapes).encode())

    def page(self, by: str = "count", *, decode_escapes: bool = False) -> str:
        """Returns the page that `to_html` writes."""
        from .html import render_page

        return render_page(self, by, decode_escapes)

    def order(self, column: str, by: str) -> str:
        """Returns what a top list of a column can be sorted by: this, or else the count."""
        _one_of("by", by, BY)
        return "count" if by == "p99" and column not in self._question.options.latency_by else by

    def _times(self, histogram: Sequence[tuple[int, int]]) -> Sequence[tuple[int, int]]:
        if self.exact:
            return histogram
        return [(middle(bucket), lines) for bucket, lines in histogram]


def _one_of(name: str, value: str, allowed: Iterable[str]) -> None:
    if value not in (names := list(allowed)):
        raise ValueError(f"{name} is {value!r}, must be one of {', '.join(names)}")
