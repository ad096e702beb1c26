"""Stage 4: how long requests took, groups, and series in any time zone."""

from __future__ import annotations

import random
from collections import Counter
from datetime import UTC, datetime, timedelta
from types import ModuleType
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import TIMED, line, report_of, timed
from challenges.shared.testing import check


@on_each_backend
def test_percentiles(subject: ModuleType, backend: str) -> None:
    """The nearest rank: the ceil(q/100 * n)-th smallest."""
    seconds = [f"0.{n:03}" for n in range(1, 1001) if n < 1000] + ["1.000"]
    random.Random(1).shuffle(seconds)
    report = report_of(subject, [timed(s) for s in [*seconds, "-"]], format=TIMED, backend=backend)
    latency = report.latency
    expected = {0: 1, 0.1: 1, 0.11: 2, 50: 500, 95: 950, 99: 990, 99.9: 999, 99.91: 1000, 100: 1000}
    for q, rank in expected.items():
        check(latency.percentile, q).returns(rank * 1000)
    assert (latency.lines, len(latency.histogram())) == (1000, 1000)
    for q in (-1, 100.1, float("nan")):
        check(latency.percentile, q).raises(ValueError)
    assert subject.Analyzer().report().latency.percentile(50) is None


@on_each_backend
def test_latencies_by_key(subject: ModuleType, backend: str) -> None:
    """The slowest keys come first; their sums, percentiles and histograms are theirs alone."""
    chance = random.Random(3)
    times: dict[str, list[int]] = {"/a": [], "/b": [], "/c": []}
    lines = []
    for _ in range(500):
        path = chance.choice(list(times))
        milliseconds = chance.randrange(1, 100) * ("/a/b/c".index(path) + 1)
        times[path].append(milliseconds * 1000)
        request = f"GET {path} HTTP/1.1"
        lines.append(timed(f"{milliseconds / 1000:.3f}", request=request))
    lines.append(timed("-", request="GET /d HTTP/1.1"))
    report = report_of(subject, lines, format=TIMED, latency_by=["path"], backend=backend)
    rows = report.latency_by("path")
    assert [row.key for row in rows] == [b"/c", b"/b", b"/a", b"/d"]
    for row in rows[:3]:
        mine = sorted(times[row.key.decode()])
        assert row.latency.histogram() == sorted(Counter(mine).items())
        assert row.latency.percentile(99) == mine[-(-99 * len(mine) // 100) - 1]
    sums = {row.key: row.latency_sum for row in report.top("path", by="latency_sum")}
    assert sums == {**{path.encode(): sum(all_) for path, all_ in times.items()}, b"/d": 0}
    check(report.latency_by, "ip").raises(ValueError)
    assert [r["key"] for r in report.to_dict()["latency_by"]["path"]] == ["/c", "/b", "/a", "/d"]


@on_each_backend
def test_groups(subject: ModuleType, backend: str) -> None:
    """Lines are grouped by all values together, sorted by number and then by value."""
    rows = [("/a", "200", 13), ("/a", "201", 13), ("/a", "404", 13), ("/b", "200", 14)] * 2
    rows += [("/b", "500", 14)]
    lines = [
        line(request=f"GET {path} HTTP/1.1", status=status, stamp=f"10/Oct/2025:{hour}:59:59 +0000")
        for path, status, hour in rows
    ]
    names = ["status_class", "path", "hour"]
    report = report_of(subject, lines, group_by=names, timezone="Asia/Kolkata", backend=backend)
    found = [(group.texts, group.count, group.bytes, group.errors) for group in report.groups()]
    assert found == [
        (("2xx", "/a", "2025-10-10T19:00+05:30"), 4, 40, 0),
        (("2xx", "/b", "2025-10-10T20:00+05:30"), 2, 20, 0),
        (("4xx", "/a", "2025-10-10T19:00+05:30"), 2, 20, 2),
        (("5xx", "/b", "2025-10-10T20:00+05:30"), 1, 10, 1),
    ]
    assert [group.texts[0] for group in report.groups(2, by="errors")] == ["4xx", "5xx"]
    assert report.to_dict()["groups"][0]["values"] == list(found[0][0])
    assert report_of(subject, lines).groups() == []
    for names in (["size"], ["path", "path"], "path,status"):
        check(subject.Analyzer, group_by=names).raises(ValueError)


@pytest.mark.parametrize("zone", ["Europe/Berlin", "America/St_Johns", "Australia/Lord_Howe"])
@pytest.mark.parametrize("step", ["minute", "hour", "day", timedelta(hours=6)])
def test_series_where_clocks_change(subject: ModuleType, zone: str, step: Any) -> None:
    """Buckets ascend, hold each line once, start at local steps; a day may have 23 or 25 hours."""
    where = ZoneInfo(zone)
    moments = [
        datetime(2025, month, day, tzinfo=UTC) + timedelta(minutes=10 * n)
        for month, day in ((3, 29), (10, 25), (4, 5), (10, 4))
        for n in range(2 * 144)
    ]
    if step == "minute":
        moments = moments[:288]
    lines = [line(stamp=f"{moment:%d/%b/%Y:%H:%M:%S +0000}") for moment in moments]
    report = report_of(subject, lines, timezone=zone)
    buckets = report.series(step)
    starts = [bucket.start for bucket in buckets]
    assert all(start.tzinfo == where for start in starts)
    moment_of = [start.astimezone(UTC) for start in starts]  # in one zone only clocks are compared
    check(list, moment_of).returns(sorted(set(moment_of)), why="each start once, ascending")
    ends = [*moment_of[1:], datetime.max.replace(tzinfo=UTC)]
    for bucket, start, end in zip(buckets, moment_of, ends, strict=True):
        inside = [moment for moment in moments if start <= moment < end]
        assert bucket.requests == len(inside), bucket.start
    if step == "day":
        clocks = {start.astimezone(where).hour for start in starts}
        check(set, clocks).returns({0}, why="a day begins at midnight, also when it is longer")
        dates = {moment.astimezone(where).date() for moment in moments}
        assert {bucket.start.date() for bucket in buckets if bucket.requests} == dates
    if step == "hour" and zone == "Europe/Berlin":
        twice = [s for s in starts if (s.month, s.day, s.hour) == (10, 26, 2)]
        assert [start.utcoffset() for start in twice] == [timedelta(hours=2), timedelta(hours=1)]


@on_each_backend
def test_latencies_over_time(subject: ModuleType, backend: str) -> None:
    """Each bucket has the percentiles of its own lines, None where no line tells."""
    lines = [timed(f"0.{n:03}", stamp=f"10/Oct/2025:10:0{n % 2}:00 +0000") for n in range(1, 201)]
    lines.append(timed("-", stamp="10/Oct/2025:10:03:00 +0000"))
    report = report_of(subject, lines, format=TIMED, backend=backend)
    found = [(b.requests, b.p50, b.p95, b.p99) for b in report.series()]
    assert found == [
        (100, 100_000, 190_000, 198_000),
        (100, 99_000, 189_000, 197_000),
        (0, None, None, None),
        (1, None, None, None),
    ]
    assert report.series("day")[0].p50 == 100_000
