"""What was counted, for people and programs: numbers, JSON, a table, a page."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime, timedelta
from typing import NamedTuple

from .atomic import write_atomically
from .backends import Tally
from .errors import SourceError
from .key_tables import BY
from .partial import KEY_COLUMNS

Minute = tuple[int, int, int, int, int]

MOST_BUCKETS = 1_000_000
_CHART_BUCKETS = 200
_STEPS = {
    "minute": timedelta(minutes=1),
    "hour": timedelta(hours=1),
    "day": timedelta(days=1),
}
_CHART_STEPS = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


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
    filtered: int = 0


@dataclass(frozen=True, slots=True)
class TopRow:
    """One key of a column and what was counted for it."""

    key: bytes
    count: int
    bytes: int
    errors: int
    timed: int = 0
    latency_sum: int = 0

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
        self._tally = tally
        self._make_tally = make_tally
        self.rows = top
        self.backend = backend
        self.failures = tuple(failures)

    @property
    def totals(self) -> Totals:
        """Sums over all lines."""
        totals = self._tally.totals()
        first, last = totals.pop("first"), totals.pop("last")
        return Totals(
            **{name: number or 0 for name, number in totals.items()},
            first=None if first is None else _moment(first),
            last=None if last is None else _moment(last),
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
        return totals.malformed / ((totals.malformed + totals.parsed) or 1)

    def top(self, column: str, n: int | None = None, by: str = "count") -> list[TopRow]:
        """Returns the keys of a column with the highest number; equal ones ascend by key.

        Args:
            column: path, ip, user_agent, referrer or user.
            n: How many at most; None means what was said before counting.
            by: count, bytes or errors.

        Raises:
            ValueError: One of these is not allowed.
        """
        n = self.rows if n is None else n
        if n < 0:
            raise ValueError(f"n is {n}, must be at least 0")
        _one_of("column", column, KEY_COLUMNS)
        _one_of("by", by, BY)
        return [TopRow(*row) for row in self._tally.top(column, n, by)]

    def unique(self, column: str) -> int:
        """Returns how many different keys a column has; columns as in `top`."""
        _one_of("column", column, KEY_COLUMNS)
        return self._tally.unique(column)

    def unique_visitors(self) -> int:
        """Returns how many different (address, user agent, UTC day) there are."""
        return self._tally.visitors()

    def series(self, step: str | timedelta = "minute") -> list[Bucket]:
        """Returns requests by time from the first line to the last, quiet buckets included.

        Args:
            step: minute, hour, day, or a whole number of minutes. Buckets start at multiples of it
                since 1970-01-01 UTC.

        Raises:
            ValueError: The step is none of these, or gives more than a million buckets.
        """
        width = _STEPS.get(step) if isinstance(step, str) else step
        if width is None or width < _STEPS["minute"] or width % _STEPS["minute"]:
            allowed = "minute, hour, day or a timedelta of whole minutes"
            raise ValueError(f"step is {step!r}, must be {allowed}")
        minutes = self._tally.series()
        return _buckets(minutes, width // timedelta(seconds=1)) if minutes else []

    def chart(self) -> Chart:
        """Returns the series as a chart can show it: in the finest step that fits.

        A few lines with a wrong date must not press all others into one bar: where that narrows the
        time to less than half, at most one request in a thousand is left out at either end.
        """
        minutes = self._tally.series()
        if not minutes:
            return Chart(_STEPS["minute"], [], 0)
        shown = _without_stragglers(minutes)
        span = shown[-1][0] - shown[0][0]
        step = next((s for s in _CHART_STEPS if span // s < _CHART_BUCKETS), span // 60 // 100 * 60)
        outside = sum(minute[1] for minute in minutes) - sum(minute[1] for minute in shown)
        return Chart(timedelta(seconds=step), _buckets(shown, step), outside)

    def partial(self) -> bytes:
        """Returns everything that was counted as bytes, for `Analyzer.combine`."""
        return self._tally.partial()

    def merge(self, other: Report) -> Report:
        """Returns the report over both; neither changes.

        Raises:
            ValueError: They were counted with unlike options, or share bytes of a source.
        """
        tally = self._make_tally()
        tally.merge(self.partial())
        tally.merge(other.partial())
        failures = self.failures + other.failures
        return Report(tally, self._make_tally, self.backend, self.rows, failures)

    def to_dict(self, by: str = "count") -> dict[str, object]:
        """Returns the report as JSON knows it: text, numbers, lists, dictionaries, None.

        A key whose bytes are not UTF-8 has them as `hex` too: its text might be that of another.

        Args:
            by: What the top lists are sorted by.
        """
        totals = self.totals
        chart = self.chart()
        return {
            "version": 1,
            "totals": {
                **totals._asdict(),
                "first": totals.first and totals.first.isoformat(),
                "last": totals.last and totals.last.isoformat(),
            },
            "status": {str(status): count for status, count in self.status.items()},
            "methods": self.methods,
            "protocols": self.protocols,
            "reasons": self.reasons,
            "unique": {column: self.unique(column) for column in KEY_COLUMNS},
            "visitors": self.unique_visitors(),
            "top": {column: _rows(self.top(column, by=by)) for column in KEY_COLUMNS},
            "series": {
                "step_seconds": chart.step // timedelta(seconds=1),
                "outside": chart.outside,
                "buckets": [{**b._asdict(), "start": b.start.isoformat()} for b in chart.buckets],
            },
            "malformed": [
                {
                    **line._asdict(),
                    "file": os.fsencode(line.file).decode(errors="backslashreplace"),
                    "sample": line.sample.decode(errors="backslashreplace"),
                }
                for line in self.malformed
            ],
            "failures": [
                {"path": os.fsencode(f.path).decode(errors="backslashreplace"), "why": f.why}
                for f in self.failures
            ],
        }

    def to_json(self, by: str = "count") -> str:
        """Returns `to_dict` as JSON text that is valid UTF-8 when encoded."""
        return json.dumps(self.to_dict(by), ensure_ascii=False, indent=2)

    def to_table(self, by: str = "count") -> str:
        """Returns the report as plain text, at most 80 columns wide."""
        from .table import render_table

        return render_table(self, by)

    def to_html(self, path: str | os.PathLike[str], by: str = "count") -> None:
        """Writes the report as one page that needs no network; a file of that name is replaced.

        Raises:
            OSError: The file cannot be written.
        """
        write_atomically(path, self.page(by).encode())

    def page(self, by: str = "count") -> str:
        """Returns the page that `to_html` writes."""
        from .html import render_page

        return render_page(self, by)


def _rows(rows: Iterable[TopRow]) -> list[dict[str, object]]:
    found: list[dict[str, object]] = []
    for row in rows:
        entry: dict[str, object] = {**asdict(row), "key": row.text}
        if row.text.encode() != row.key:
            entry["hex"] = row.key.hex()
        found.append(entry)
    return found


def _without_stragglers(minutes: list[Minute]) -> list[Minute]:
    """Returns the minutes that are not far from where nearly all requests are."""
    most = sum(minute[1] for minute in minutes) // 1000
    first, last = _after_most(minutes, most), _after_most(reversed(minutes), most)
    span = last - first
    near = [minute for minute in minutes if first - span <= minute[0] <= last + span]
    narrow = near[-1][0] - near[0][0]
    return near if 2 * narrow < minutes[-1][0] - minutes[0][0] else minutes


def _after_most(minutes: Iterable[Minute], most: int) -> int:
    """Returns the first start up to which, in this order, more than so many requests lie."""
    seen = 0
    return next(minute[0] for minute in minutes if (seen := seen + minute[1]) > most)


def _buckets(minutes: list[Minute], step: int) -> list[Bucket]:
    first, last = minutes[0][0] // step, minutes[-1][0] // step
    if last - first >= MOST_BUCKETS:
        raise ValueError(
            f"{last - first + 1} buckets of {step} seconds lie between {_moment(minutes[0][0])} and"
            f" {_moment(minutes[-1][0])}, must be at most {MOST_BUCKETS}: choose a longer step"
        )
    sums = [[0, 0, 0, 0] for _ in range(first, last + 1)]
    for start, *numbers in minutes:
        bucket = sums[start // step - first]
        for place, number in enumerate(numbers):
            bucket[place] += number
    return [Bucket(_moment(at * step), *bucket) for at, bucket in enumerate(sums, start=first)]


def _moment(seconds: int) -> datetime:
    """Returns a moment, or the nearest that `datetime` has: an offset may lead out of its years."""
    try:
        return _EPOCH + timedelta(seconds=seconds)
    except OverflowError:
        nearest = datetime.min if seconds < 0 else datetime.max
        return nearest.replace(microsecond=0, tzinfo=UTC)


def _one_of(name: str, value: str, allowed: Iterable[str]) -> None:
    if value not in (names := list(allowed)):
        raise ValueError(f"{name} is {value!r}, must be one of {', '.join(names)}")
