"""Stage 8: counting with bounded memory, and reports that travel."""

from __future__ import annotations

import csv
import json
import random
from collections import Counter
from itertools import permutations
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

TIMED = (
    '$remote_addr [$time_local] "$request" $status $body_bytes_sent "$http_user_agent"'
    " $request_time"
)
MOST_KEYS = 2048  # the k of the bound n/k


def row(ip: int, path: int = 0, seconds: str = "0.001", agent: str = "a") -> bytes:
    """Returns a line of format TIMED."""
    text = f'{ip} [10/Oct/2025:13:55:36 +0000] "GET /{path} HTTP/1.1" 200 1 "{agent}" {seconds}'
    return text.encode()


def approximate(subject: ModuleType, data: bytes, backend: str, **options: Any) -> Any:
    """Returns the approximate report over some lines."""
    analyzer = subject.Analyzer(TIMED, exact=False, backend=backend, **options)
    analyzer.feed(data)
    return analyzer.report()


@on_each_backend
def test_how_many_different(subject: ModuleType, backend: str) -> None:
    """Estimates are within five standard errors of 0.81 %, and right on average, for 50 seeds."""
    errors: list[float] = []
    for seed in range(50):
        chance = random.Random(seed)
        different = chance.choice((1, 30, 700, 3000))
        start = chance.randrange(10**9)
        data = b"\n".join(row(start + n, n % 7) for n in range(different))
        report = approximate(subject, data, backend)
        errors.append(report.unique("ip") / different - 1)
        check(report.unique, "path").returns(min(7, different))
        assert abs(report.unique_visitors() / different - 1) < 5 * 0.0081
    assert max(map(abs, errors)) < 5 * 0.0081
    assert abs(sum(errors)) / 50 < 3 * 0.0081 / 50**0.5
    assert approximate(subject, b"x", backend).unique("ip") == 0


@on_each_backend
def test_how_long(subject: ModuleType, backend: str) -> None:
    """Percentiles are within 1 % of the exact ones, from a microsecond to days."""
    chance = random.Random(2)
    times = [0, 1, 2, 3, *(int(10 ** chance.uniform(0, 12)) for _ in range(3000))]
    data = b"\n".join(row(1, 0, f"{time // 10**6}.{time % 10**6:06}") for time in times)
    latency = approximate(subject, data, backend).latency
    times.sort()
    for q in (0, 1, 10, 25, 50, 75, 90, 95, 99, 99.9, 100):
        exact = times[max(0, -(-len(times) * q // 100).__ceil__() - 1)]
        check(latency.percentile, q).satisfies(
            lambda found, exact=exact: abs(found - exact) <= exact * 0.0101, f"{exact} ± 1 %"
        )
    assert latency.lines == len(times)


@on_each_backend
def test_the_most_frequent(subject: ModuleType, backend: str) -> None:
    """Counts are too low by at most `lost`, never too high; `lost` is at most n/k; merged too."""
    chance = random.Random(7)
    names = range(30_000)
    weights = [1 / (n + 1) for n in names]
    paths = chance.choices(names, weights, k=40_000)
    exact = Counter(paths)
    lines = [row(1, path) for path in paths]
    whole = approximate(subject, b"\n".join(lines), backend)
    parts = []
    for number in range(4):
        part = subject.Analyzer(TIMED, exact=False, backend=backend)
        part.feed(b"\n".join(lines[number::4]), f"part {number}")
        parts.append(part.partial())
    for report in (whole, subject.Analyzer.combine(parts, backend=backend)):
        rows = report.top("path", 10_000)
        lost = rows[0].lost
        most = len(paths) // MOST_KEYS
        check(int, lost).satisfies(lambda lost, most=most: 0 < lost <= most, f"1 to {most} lost")
        found = {int(row.text[1:]): row.count for row in rows}
        assert all(exact[path] - lost <= count <= exact[path] for path, count in found.items())
        assert all(path in found for path, count in exact.items() if count > lost)
        assert report.totals.parsed == len(paths)
        assert len(report.partial()) < 8 << 20
        assert "too low" in report.to_table()
        assert "too low" in report.page()
    assert whole.top("path", 1)[0].count >= exact.most_common(1)[0][1] - len(paths) / MOST_KEYS


@on_each_backend
def test_few_keys_are_exact(subject: ModuleType, backend: str) -> None:
    """As long as the tables have room, nothing is lost and every count is exact."""
    data = dirty_log(800, seed=6)
    exact, bounded = (subject.Analyzer(exact=exact, backend=backend) for exact in (True, False))
    for analyzer in (exact, bounded):
        analyzer.feed(data)
    one, two = exact.report(), bounded.report()
    for column in one.columns:
        assert one.top(column) == two.top(column)
    assert one.totals == two.totals
    assert one.methods == two.methods
    assert one.series("day") == two.series("day")
    assert [bool(report.exact) for report in (one, two)] == [True, False]
    check(subject.Analyzer, exact=False, latency_by="path").raises(ValueError)


@on_each_backend
def test_the_order_of_merging(subject: ModuleType, backend: str) -> None:
    """While tables have room, partials give the same bytes in any order, and those of the whole."""
    data = dirty_log(90, seed=3).splitlines(keepends=True)
    parts = []
    for number in range(3):
        part = subject.Analyzer(exact=False, backend=backend)
        part.feed(b"".join(data[number::3]), f"part {number}")
        parts.append(part.partial())
    combine = subject.Analyzer.combine
    found = {combine(order, backend=backend).partial() for order in permutations(parts)}
    assert len(found) == 1
    check(combine, [parts[0], subject.Analyzer(backend=backend).partial()]).raises(ValueError)
    check(combine, [parts[0], parts[0]]).raises(ValueError)


@on_each_backend
@pytest.mark.parametrize("exact", [True, False])
def test_a_report_comes_back_from_json(
    subject: ModuleType, backend: str, exact: bool, tmp_path: Path
) -> None:
    """With its partial in it, JSON gives the same report again, and reports can be merged."""
    one, two = tmp_path / "one.log", tmp_path / "two.log"
    one.write_bytes(dirty_log(300, seed=1))
    two.write_bytes(dirty_log(300, seed=2))
    options: dict[str, Any] = {
        "exact": exact,
        "backend": backend,
        "where": "path ~ '^/[ab]?' and user_agent not like '%x%'",
        "group_by": ["status", "day"],
        "timezone": "America/St_Johns",
        "top": 3,
    }
    report = subject.analyze([one, tmp_path / "missing"], keep_going=True, **options)
    text = report.to_json("bytes", partial=True)
    again = subject.Report.from_json(text, backend=backend)
    assert again.to_dict() == report.to_dict()
    assert again.to_table() == report.to_table()
    assert again.failures[0].why == report.failures[0].why
    merged = again.merge(subject.analyze(two, **options))
    assert merged.partial() == subject.analyze([one, two], **options).partial()
    check(again.merge, report).raises(ValueError)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        '{"partial": "x"}',
        '{"partial": "", "rows": 1}',
        "[" * 99_999,
        "\xff",
    ],
)
def test_json_that_is_no_report(subject: ModuleType, text: str) -> None:
    """Text that is none, and a report without its partial, are refused."""
    check(subject.Report.from_json, text).raises(subject.PartialError)
    whole = json.loads(subject.Analyzer().report().to_json(partial=True))
    for damage in ({"partial": whole["partial"][:-8]}, {"timezone": "Mars"}, {"rows": -1}):
        text = json.dumps({**whole, **damage})
        check(subject.Report.from_json, text).raises(subject.PartialError)
    del whole["partial"]
    check(subject.Report.from_json, json.dumps(whole)).raises(subject.PartialError)


def test_tables_as_files(subject: ModuleType, tmp_path: Path) -> None:
    """One file for each table, which any reader of RFC 4180 understands."""
    analyzer = subject.Analyzer(group_by="status")
    hostile = 'a, "b"\'\n'
    agents = ['say \\"hi\\", you', "é".encode().decode("latin-1"), "\xff", "=1+1"]
    analyzer.feed(b"\n".join(line(agent=agent) for agent in agents))
    analyzer.feed(b"x", hostile)
    folder = tmp_path / "tables" / "of today"
    analyzer.report().to_csv(folder)

    def read(name: str) -> list[list[str]]:
        return list(csv.reader((folder / f"{name}.csv").open(newline="", encoding="utf-8")))

    heads, *rows = read("top_user_agent")
    assert heads[:4] == ["user_agent", "count", "bytes", "errors"]
    assert {row[0]: row[1] for row in rows} == {
        'say \\"hi\\", you': "1",
        "é": "1",
        "\\xff": "1",
        "=1+1": "1",
    }
    assert read("malformed")[1][:2] == [hostile, "1"]
    assert read("status") == [["status", "lines"], ["200", "4"]]
    assert read("groups")[1][:2] == ["200", "4"]
    assert dict(read("totals")[1:])["first"] == "2025-10-10T13:55:36+00:00"
    assert [row[1] for row in read("series")[1:]] == ["4"]
    assert not [entry for entry in folder.iterdir() if entry.suffix != ".csv"]
