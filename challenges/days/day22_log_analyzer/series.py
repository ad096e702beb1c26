"""Requests over time: minutes that were counted become buckets of any width, in any time zone."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime, timedelta, tzinfo
from itertools import groupby
from operator import itemgetter
from typing import NamedTuple

from .percentiles import Latency
from .zones import moment, segments

Minute = tuple[int, int, int, int, int]
LatencyMinute = tuple[int, int, int]

MOST_BUCKETS = 1_000_000
MINUTE = timedelta(minutes=1)
STEPS = {"minute": MINUTE, "hour": timedelta(hours=1), "day": timedelta(days=1)}
_CHART_BUCKETS = 200
_CHART_STEPS = (60, 300, 900, 3600, 3 * 3600, 6 * 3600, 86_400, 7 * 86_400, 28 * 86_400)
_HOUR = 3600


class Bucket(NamedTuple):
    """Requests in a span of time.

    The percentiles are of how long requests took, in microseconds; None where no line says it.
    """

    start: datetime
    requests: int
    bytes: int
    client_errors: int
    server_errors: int
    p50: int | None = None
    p95: int | None = None
    p99: int | None = None


class Chart(NamedTuple):
    """Requests over time in buckets of one step, and how many requests lie outside that time."""

    step: timedelta
    buckets: list[Bucket]
    outside: int


def seconds_of(step: str | timedelta) -> int:
    """Returns the width of a bucket.

    Raises:
        ValueError: It is neither a name nor a whole number of minutes.
    """
    width = STEPS.get(step) if isinstance(step, str) else step
    if width is None or width < MINUTE or width % MINUTE:
        allowed = "minute, hour, day or a timedelta of whole minutes"
        raise ValueError(f"step is {step!r}, must be {allowed}")
    return width // timedelta(seconds=1)


def buckets(
    minutes: Sequence[Minute], latencies: Sequence[LatencyMinute], step: int, zone: tzinfo = UTC
) -> list[Bucket]:
    """Returns a bucket for every step from the first minute to the last, quiet ones included.

    Args:
        minutes: (start, requests, bytes, 4xx, 5xx), ascending, not empty.
        latencies: (start of the minute, microseconds, lines), ascending.
        step: Width in seconds. Buckets start at multiples of it in local time. Where clocks are
            set back, buckets of up to an hour come twice, and longer ones are longer.
        zone: The time zone.

    Raises:
        ValueError: There are more than a million buckets.
    """
    grid = _Grid(minutes[0][0], minutes[-1][0], step, zone)
    sums = [[0, 0, 0, 0] for _ in grid.starts]
    for start, *numbers in minutes:
        bucket = sums[grid.place(start)]
        for at, number in enumerate(numbers):
            bucket[at] += number
    times: defaultdict[int, defaultdict[int, int]] = defaultdict(lambda: defaultdict(int))
    for start, of_minute in groupby(latencies, itemgetter(0)):
        if minutes[0][0] <= start <= minutes[-1][0]:
            histogram = times[grid.place(start)]
            for _, microseconds, lines in of_minute:
                histogram[microseconds] += lines
    found: list[Bucket] = []
    for place, (start, numbers) in enumerate(zip(grid.starts, sums, strict=True)):
        latency = Latency(sorted(times.get(place, {}).items()))
        percentiles = (latency.percentile(q) for q in (50, 95, 99))
        found.append(Bucket(moment(start, zone), *numbers, *percentiles))
    return found


class _Grid:
    """The buckets between two moments: where each starts, and in which a moment lies."""

    def __init__(self, first: int, last: int, step: int, zone: tzinfo) -> None:
        self._step = step
        self.starts: list[int] = []
        self._segments: list[tuple[int, int, int]] = []  # from, offset, place of bucket number 0
        self._check(first, last)
        before: int | None = None
        for begin, end, offset in segments(zone, first, last):
            low, high = (begin + offset) // step, (end - 1 + offset) // step
            # The day, say, in which the clocks change is one: it goes on where it has been.
            goes_on = before is not None and step > _HOUR and low <= before
            if goes_on and before is not None:
                self._segments.append((begin, offset, len(self.starts) - 1 - before))
                low = before + 1
            else:
                self._segments.append((begin, offset, len(self.starts) - low))
            change = begin if begin > first else None
            for number in range(low, high + 1):
                start = number * step - offset
                self.starts.append(start if change is None else max(start, change))
            before = max(high, before or high)

    def place(self, second: int) -> int:
        at = bisect_right(self._segments, second, key=lambda segment: segment[0]) - 1
        _, offset, zero = self._segments[at]
        return zero + (second + offset) // self._step

    def _check(self, first: int, last: int) -> None:
        count = last // self._step - first // self._step + 1
        if count > MOST_BUCKETS:
            raise ValueError(
                f"{count} buckets of {self._step} seconds lie between {moment(first)} and"
                f" {moment(last)}, must be at most {MOST_BUCKETS}: choose a longer step"
            )


def chart(
    minutes: Sequence[Minute], latencies: Sequence[LatencyMinute], zone: tzinfo = UTC
) -> Chart:
    """Returns the series as a chart can show it: in the finest step that fits.

    A few lines with a wrong date must not press all others into one bar: where that narrows the
    time to less than half, at most one request in a thousand is left out at either end.
    """
    if not minutes:
        return Chart(MINUTE, [], 0)
    shown = _without_stragglers(minutes)
    span = shown[-1][0] - shown[0][0]
    step = next((s for s in _CHART_STEPS if span // s < _CHART_BUCKETS), span // 60 // 100 * 60)
    outside = sum(minute[1] for minute in minutes) - sum(minute[1] for minute in shown)
    return Chart(timedelta(seconds=step), buckets(shown, latencies, step, zone), outside)


def _without_stragglers(minutes: Sequence[Minute]) -> Sequence[Minute]:
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
