"""Stage 5: formats by name, as strings of nginx and Apache, as maps of JSON, or found."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.present import on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line, report_of
from challenges.shared.testing import check


def test_formats_with_a_name(subject: ModuleType, tmp_path: Path) -> None:
    """Each has an example that it reads, and is found by it."""
    path = tmp_path / "access.log"
    assert set(subject.FORMATS) >= {"combined", "common", "vhost_combined", "caddy", "w3c", "elb"}
    for name, form in subject.FORMATS.items():
        report = report_of(subject, [form.example.encode()], format=name)
        totals = report.totals
        assert (totals.parsed, totals.malformed) == (1, 0), name
        assert totals.first == datetime(2025, 10, 10, 11, 55, 36, tzinfo=UTC), name
        assert [row.text for row in report.top("path")] == ["/a"], name
        assert [row.text for row in report.top("ip")] == ["192.0.2.7"], name
        path.write_text(form.example, encoding="ascii")
        found = subject.analyze(path).to_dict()
        check(dict, found["top"]).returns(report.to_dict()["top"], why=f"an example of {name}")


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("$remote_addr [$time_iso8601] $status $request_time $request_method $uri$is_args$args",
         "192.0.2.7 [2025-10-10T13:55:36+02:00] 404 0.25 GET /a?b=1"),
        ("$msec|${remote_addr}|$upstream_addr|$request_uri|$status|$request_time",
         "1760097336.123|192.0.2.7|10.0.0.1:80, 10.0.0.2:80|/a?b=1|404|0.250"),
        ("log_format x '$remote_addr - [$time_local] '\n   '\"$request\" $status $request_time';",
         '192.0.2.7 - [10/Oct/2025:13:55:36 +0200] "GET /a HTTP/1.1" 404 0.250'),
        (r'%h %l %t \"%r\" %>s %D',
         '192.0.2.7 - [10/Oct/2025:13:55:36 +0200] "GET /a HTTP/1.1" 404 250000'),
        ('LogFormat "%a %{usec}t \\"%m %U%q %H\\" %s %T %D" long',
         '192.0.2.7 1760097336000000 "GET /a?b HTTP/1.1" 404 0 250000'),
        ('%{ms}T %{X-Id}o %400,501{User-agent}i %% %{%Y-%m-%dT%H:%M:%S%z}t %h "%r" %>s',
         '250 a-b curl % 2025-10-10T13:55:36+0200 192.0.2.7 "GET /a HTTP/1.1" 404'),
        ("json:ip=client.0,time=@timestamp,method=http.method,path=url,status=code,latency_s=t",
         '{"client":["192.0.2.7"],"@timestamp":"2025-10-10T11:55:36.5Z","http":{"method":"GET"},'
         '"url":"/a?b","code":404,"t":0.25}'),
        ({"ip": "a\\.b", "time_s": ["t.t"], "target": "u", "status": "s", "latency_ms": "l"},
         '{"a.b":"192.0.2.7","t.t":1760097336,"u":"/a","s":"404","l":250}'),
    ],
)  # fmt: skip
@on_each_backend
def test_formats_that_are_compiled(subject: ModuleType, backend: str, form: Any, text: str) -> None:
    """Format strings of nginx and Apache and maps of JSON read lines that are written by them."""
    report = report_of(subject, [text.encode()] * 2, format=form, backend=backend)
    assert report.reasons == {}
    assert report.totals.first == datetime(2025, 10, 10, 11, 55, 36, tzinfo=UTC)
    assert report.status == {404: 2}
    assert [row.text for row in report.top("path")] == ["/a"]
    assert [row.text for row in report.top("ip")] == ["192.0.2.7"]
    assert report.latency.histogram() == [(250_000, 2)]


@pytest.mark.parametrize(
    ("form", "named"),
    [
        ("nginx", "combined"),
        ("", "combined"),
        ("$remote_addr $time_local $request", "$status"),
        ("$remote_addr $request $status", "$time_local"),
        ("$status $time_local", "$request"),
        ("$time_local $request$status", "$request and $status"),
        ("$time_local $request $status $", "'"),
        ("%h %t %r", "%>s"),
        ("%t %r %>s %y", "%y"),
        ("%t %r %>s %{a}z", "%{a}z"),
        ("%t %r %>s %", "'%'"),
        ("json:ip", "'ip'"),
        ("json:address=a,status=s", "'address'"),
        ({"status": "s", "request": "r"}, "time"),
        (7, "7"),
    ],
)
def test_formats_that_cannot_be_compiled(subject: ModuleType, form: Any, named: str) -> None:
    """The message names what is wrong or missing."""
    error = check(subject.Analyzer, format=form).raises(subject.UnknownFormatError)
    assert named in str(error)


def test_the_format_is_found(subject: ModuleType, tmp_path: Path) -> None:
    """Most of the first 100 lines decide; if fewer than 80 % agree, the two best are named."""
    path = tmp_path / "access.log"
    good, other = line(), line().rsplit(b' "', 2)[0]
    for lines, parsed in (
        ([good] * 80 + [other] * 20 + [b"x"] * 500, 80),
        ([other] * 3, 3),
        ([], 0),
    ):
        path.write_bytes(b"\n\n".join(lines))
        report = subject.analyze(path)
        assert report.totals.parsed == parsed
    path.write_bytes(b"\n".join([good] * 79 + [other] * 21))
    error = check(subject.analyze, path).raises(subject.UnknownFormatError)
    assert "combined" in str(error)
    assert "common" in str(error)
    empty = tmp_path / "empty.log"
    empty.touch()
    path.write_bytes(other)
    assert subject.analyze([empty, path]).totals.parsed == 1, "the first source that has a line"


@on_each_backend
def test_w3c_columns_change(subject: ModuleType, backend: str, tmp_path: Path) -> None:
    """`#Fields:` lines in mid-file say what follows, wherever workers begin to read."""
    one = b"2025-10-10 10:00:00 192.0.2.1 GET /one 200\n"
    two = b"404 /two 192.0.2.2 2025-10-11 11:00:00\n"
    heads = (
        b"#Fields: date time c-ip cs-method cs-uri-stem sc-status\n",
        b"#Fields: sc-status cs-uri-stem c-ip date time\r\n",
    )
    data = one + (heads[0] + one * 50 + heads[1] + two * 70) * 8 + heads[1] + two
    path = tmp_path / "u_ex251010.log"
    path.write_bytes(b"#Software: test\n" + data)
    for workers in (1, 2):
        report = subject.analyze(path, format="w3c", backend=backend, workers=workers)
        check(dict, report.status).returns({200: 400, 404: 561})
        assert report.reasons == {"blank": 18, "too_few_fields": 1}
        assert {row.text: row.count for row in report.top("ip")} == {
            "192.0.2.1": 400,
            "192.0.2.2": 561,
        }
    assert subject.analyze(path).partial() == report.partial()
