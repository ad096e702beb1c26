"""Stage 8: what was counted, for people and programs, and the command line."""

from __future__ import annotations

import base64
import hashlib
import json
import re
import resource
import stat
import unicodedata
from datetime import timedelta
from html.parser import HTMLParser
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from challenges.days.day22_log_analyzer.tests.logs import dirty_log
from challenges.days.day22_log_analyzer.tests.present import BACKENDS, on_each_backend
from challenges.days.day22_log_analyzer.tests.reading import line
from challenges.shared.testing import check

TIMED = r'%h %l %u %t "%r" %>s %b "%{Referer}i" "%{User-Agent}i" %{s}T'
HOSTILE = "<script>alert(1)</script><img src=x onerror=alert(2)>'&quot;"


def report_of(subject: ModuleType, *lines: bytes, **options: Any) -> Any:
    """Returns the report over some lines."""
    analyzer = subject.Analyzer(**options)
    analyzer.feed(b"\n".join(lines))
    return analyzer.report()


@on_each_backend
def test_equal_rows_ascend_by_key(subject: ModuleType, backend: str) -> None:
    """A top list descends by its number, and rows of one number ascend by the bytes of the key."""
    paths = ("/b", "/a", "/\xff", "/aa", "/Z", "/c", "/c")
    lines = [line(request=f"GET {path} HTTP/1.1") for path in paths]
    report = report_of(subject, *lines, backend=backend, top=3)
    keys = [b"/c", b"/Z", b"/a", b"/aa", b"/b", b"/\xff"]
    for n in range(8):
        rows = report.top("path", n)
        check(list, [row.key for row in rows]).returns(keys[:n])
    assert [row.key for row in report.top("path")] == keys[:3]
    assert report.top("path", 1)[0].text == "/c"
    assert report.top("path", 9)[-1].text == "/\\xff"


@on_each_backend
def test_top_lists_by_each_number(subject: ModuleType, backend: str) -> None:
    """The same rows by count, by bytes and by errors."""
    rows = [("/a", "5", "200"), ("/a", "5", "404"), ("/b", "90", "503"), ("/b", "1", "500")]
    rows += [("/c", "2000", "200"), ("/a", "-", "304")]
    lines = [
        line(request=f"GET {path} HTTP/1.1", size=size, status=status)
        for path, size, status in rows
    ]
    report = report_of(subject, *lines, backend=backend)
    orders = {"count": "abc", "bytes": "cba", "errors": "bac"}
    for by, order in orders.items():
        found = report.top("path", by=by)
        check(str, "".join(row.text[1:] for row in found)).returns(order, why=f"by {by}")
    first = report.top("path", 1, by="errors")[0]
    assert (first.key, first.count, first.bytes, first.errors) == (b"/b", 2, 91, 2)


def test_wrong_questions(subject: ModuleType) -> None:
    """A column, number or step that does not exist is refused, and what does is named."""
    report = report_of(subject, line())
    assert "referrer" in str(check(report.top, "status").raises(ValueError))
    assert "latency_by" in str(check(report.top, "path", by="p99").raises(ValueError))
    assert "bytes" in str(check(report.top, "path", by="size").raises(ValueError))
    check(report.top, "path", -1).raises(ValueError)
    check(report.unique, "status").raises(ValueError)
    for step in ("week", timedelta(0), timedelta(seconds=90), timedelta(minutes=-1)):
        check(report.series, step).raises(ValueError)


@on_each_backend
def test_quiet_buckets_are_there(subject: ModuleType, backend: str) -> None:
    """A series has a bucket for every step between the first line and the last."""
    lines = [
        line(stamp="10/Oct/2025:00:00:59 +0000", size="1"),
        line(stamp="10/Oct/2025:00:03:00 +0000", size="2", status="404"),
        line(stamp="10/Oct/2025:00:03:59 +0000", size="4", status="500"),
        line(stamp="12/Oct/2025:01:00:00 +0100", size="8"),
    ]
    report = report_of(subject, *lines, backend=backend)
    minutes = report.series()
    check(len, minutes).returns(2 * 24 * 60 + 1, why="a bucket for every minute")
    found = [
        (b.start.isoformat(), b.requests, b.bytes, b.client_errors, b.server_errors)
        for b in minutes[:4]
    ]
    assert found == [
        ("2025-10-10T00:00:00+00:00", 1, 1, 0, 0),
        ("2025-10-10T00:01:00+00:00", 0, 0, 0, 0),
        ("2025-10-10T00:02:00+00:00", 0, 0, 0, 0),
        ("2025-10-10T00:03:00+00:00", 2, 6, 1, 1),
    ]
    assert [(str(b.start.date()), b.requests) for b in report.series("day")] == [
        ("2025-10-10", 3),
        ("2025-10-11", 0),
        ("2025-10-12", 1),
    ]
    assert [b.requests for b in report.series("hour")] == [3, *[0] * 47, 1]
    thirds = report.series(timedelta(minutes=3))
    assert [b.requests for b in thirds[:2]] == [1, 2]
    assert thirds[-1].start.isoformat() == "2025-10-12T00:00:00+00:00"


def test_a_wrong_date_does_not_fill_the_memory(subject: ModuleType) -> None:
    """A series over ten thousand years is refused by the minute, given by month, and charted."""
    lines = [line(stamp="01/Jan/0001:00:00:00 +2359"), line(stamp="31/Dec/9999:23:59:59 -2359")]
    report = report_of(subject, *lines, line())
    check(report.series, "minute").raises(ValueError)
    assert sum(bucket.requests for bucket in report.series(timedelta(days=30))) == 3
    assert report.totals.first.isoformat() == "0001-01-01T00:00:00+00:00", "the nearest there is"
    assert len(report.to_dict()["series"]["buckets"]) < 500
    assert "9999-12-31" in report.to_table()
    assert len(report.page()) < 1 << 20


def test_a_chart_leaves_stragglers_out(subject: ModuleType) -> None:
    """A few lines of another year do not press a day into one bar; without them it is whole."""
    day = [line(stamp=f"10/Oct/2025:{n // 60:02}:{n % 60:02}:00 +0000") for n in range(1440)] * 3
    for other, outside in ((1, 1), (4, 4), (6, 0)):
        lines = day + [line(stamp="01/Jan/2020:00:00:00 +0000")] * other
        series = report_of(subject, *lines).to_dict()["series"]
        assert series["outside"] == outside
        assert sum(bucket["requests"] for bucket in series["buckets"]) == len(lines) - outside
        assert (series["step_seconds"] == 900) == bool(outside)
    whole = report_of(subject, *day).to_dict()["series"]
    assert (whole["outside"], whole["step_seconds"], len(whole["buckets"])) == (0, 900, 96)


def test_a_log_of_no_lines(subject: ModuleType, tmp_path: Path) -> None:
    """Nothing to count is no error in any form of the report."""
    report = subject.Analyzer().report()
    assert report.totals == (0, 0, 0, 0, 0, 0, None, None, 0)
    assert report.series() == []
    assert report.malformed_share == 0
    assert json.loads(report.to_json())["totals"]["first"] is None
    assert report.to_table()
    assert "No line" in report.page()


def test_json_is_strict(subject: ModuleType) -> None:
    """JSON is valid UTF-8, and keys that differ only in bytes that are no text stay apart."""
    paths = ("\xff", "\xfe", "\\xff", "\x00", "\x1b[31m", "\xc3\xbc", '\\"')
    lines = [line(request=f"GET /{path} HTTP/1.1", agent="\xed\xa0\x80") for path in paths]
    report = report_of(subject, *lines, b"\xff" * 300, backend=BACKENDS[0])
    text = report.to_json()
    data = json.loads(text.encode("utf-8", errors="strict"), parse_constant=pytest.fail)
    assert data == json.loads(json.dumps(report.to_dict()))
    rows = data["top"]["path"]
    assert {bytes.fromhex(row["hex"]) for row in rows if "hex" in row} == {b"/\xff", b"/\xfe"}
    keys = [(row["key"], row.get("hex")) for row in rows]
    assert len(set(keys)) == len(paths)
    assert ("/ü", None) in keys
    assert data["malformed"][0]["sample"] == "\\xff" * 200
    assert data["malformed"][0]["reason"] == "too_few_fields"


def test_json_has_all_numbers(subject: ModuleType) -> None:
    """The document of a small log, by hand."""
    lines = [
        line(),
        line(request="-", status="408", size="-", referrer="r"),
        line(size=str(2**63 - 1)),
        line(size=str(2**63 - 1), stamp="10/Oct/2025:13:58:00 +0000"),
        b"",
        b"x",
    ]
    data = report_of(subject, *lines, backend=BACKENDS[0]).to_dict()
    assert data["totals"] == {
        "lines": 6,
        "parsed": 4,
        "malformed": 1,
        "blank": 1,
        "bad_request": 1,
        "bytes": 2**64 + 8,
        "first": "2025-10-10T13:55:36+00:00",
        "last": "2025-10-10T13:58:00+00:00",
        "filtered": 0,
    }
    assert data["status"] == {"200": 3, "408": 1}
    assert data["methods"] == {"-": 1, "GET": 3}
    assert data["protocols"] == {"-": 1, "HTTP/1.1": 3}
    assert data["reasons"] == {"blank": 1, "too_few_fields": 1}
    unique = {"path": 2, "ip": 1, "user_agent": 1, "referrer": 2, "user": 1}
    assert data["unique"] == unique
    assert data["visitors"] == 1
    assert list(data["top"]) == list(unique)
    assert data["top"]["path"] == [
        {"key": "/a", "count": 3, "bytes": 2**64 + 8, "errors": 0},
        {"key": "-", "count": 1, "bytes": 0, "errors": 1},
    ]
    assert data["series"]["step_seconds"] == 60
    assert [bucket["requests"] for bucket in data["series"]["buckets"]] == [3, 0, 0, 1]
    assert data["failures"] == []


def columns(text: str) -> int:
    """Returns how many columns of a terminal a text takes."""
    wide = sum(unicodedata.east_asian_width(char) in "WF" for char in text)
    return len(text) + wide - sum(map(bool, map(unicodedata.combining, text)))


def test_a_table_of_80_columns(subject: ModuleType) -> None:
    """No line of the table is wider than 80 columns, whatever the log holds; numbers are there."""
    lines = dirty_log(500, seed=3).split(b"\n")
    lines += [
        line(agent=text * 90, host="h" * 99)
        for text in ("\u8a00".encode().decode("latin-1"), "\x1b", "e\xcc\x81")
    ]
    lines += [line(size=str(2**63 - 1))] * 3
    report = report_of(subject, *lines, backend=BACKENDS[0])
    for by in ("count", "bytes", "errors"):
        table = report.to_table(by)
        assert max(map(columns, table.splitlines())) <= 80
        harmful = {char for char in table if not char.isprintable()}
        check(set, harmful).returns({"\n"}, why="characters that do more than appear")
    for number in (report.totals.lines, report.totals.malformed, report.unique_visitors()):
        assert re.search(rf"\b{number:,}\b", table)
    assert table.endswith("\n")
    assert not re.search(r"[ \t]\n", table)


def test_escapes_are_decoded_where_one_asks(subject: ModuleType, tmp_path: Path) -> None:
    """What a server has escaped is shown as it was sent, without harm, and counted as written."""
    written = r"\xd0\xbf \"hi\" \\x41 \x1b[2J \x3Ci>\xff \q\x4"
    sent = '\u043f "hi" \\x41 \ufffd[2J <i>\ufffd \\q\\x4'
    report = report_of(subject, line(agent=written), group_by="user_agent")
    shown = report.to_table(decode_escapes=True)
    check(shown.count, sent).returns(2, why="in the top list and in the groups")
    check(report.to_table().count, written).returns(2)
    report.to_html(tmp_path / "report.html", decode_escapes=True)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    check(Page(text).text.count, sent).returns(2)
    assert text == report.page(decode_escapes=True)
    check(Page(report.page()).text.count, written).returns(2)
    assert report.top("user_agent")[0].key == written.encode()
    assert report.to_dict()["top"]["user_agent"][0]["key"] == written


class Page(HTMLParser):
    """What a browser would find in a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.scripts: list[str] = []
        self._in = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        self._in = tag

    def handle_endtag(self, tag: str) -> None:
        self._in = ""

    def handle_data(self, data: str) -> None:
        if self._in == "script":
            self.scripts.append(data)
        elif self._in != "style":
            self.text += data


@pytest.mark.parametrize(
    "field", ["host", "user", "request", "referrer", "agent", "malformed", "file"]
)
def test_a_page_escapes_what_a_log_says(subject: ModuleType, field: str) -> None:
    """Hostile text of every field is shown as text, and the page has no script but its own."""
    hostile = HOSTILE.replace(" ", "")
    request = f"{hostile} /{hostile} HTTP/1.1"
    options = {"request": request} if field == "request" else {field: hostile}
    if field == "malformed":
        data = hostile.encode()
    else:
        data = b"x" if field == "file" else line(**options)
    analyzer = subject.Analyzer()
    analyzer.feed(data, hostile if field == "file" else "-")
    page = Page(analyzer.report().page())
    assert hostile in page.text
    assert [tag for tag, _ in page.tags].count("script") == 1
    assert "img" not in [tag for tag, _ in page.tags]
    assert not any(name.startswith("on") for _, attributes in page.tags for name in attributes)


def test_a_page_stands_alone(subject: ModuleType, tmp_path: Path) -> None:
    """A page loads nothing, allows no script but its own, and says every number as text."""
    report = report_of(subject, *dirty_log(400, seed=9).split(b"\n"), backend=BACKENDS[0])
    path = tmp_path / "report.html"
    report.to_html(path)
    text = path.read_text(encoding="utf-8")
    page = Page(text)
    links = {"src", "href", "action", "srcset", "data", "style"}
    assert not [name for _, attributes in page.tags for name in attributes if name in links]
    assert "url(" not in text
    assert "@import" not in text
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert policy is not None
    assert "default-src 'none'" in policy
    assert "unsafe" not in policy
    digest = base64.b64encode(hashlib.sha256(page.scripts[0].encode()).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in policy
    totals = report.totals
    for number in (totals.parsed, totals.malformed, totals.bytes, report.unique_visitors()):
        assert f"{number:,}" in page.text
    for row in report.top("user", 5):
        assert row.text in page.text
    assert {"svg", "table", "input", "h1"} <= {tag for tag, _ in page.tags}
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))


def test_a_page_of_latencies(subject: ModuleType) -> None:
    """Latencies are lines over time, open where nothing was measured, and tables by key."""
    lines = [
        line(stamp=f"10/Oct/2025:10:{minute:02}:00 +0000", request=f"GET /{HOSTILE} HTTP/1.1")
        + f" 0.{minute:03}".encode()
        for minute in (1, 2, 2, 9)
    ]
    report = report_of(
        subject,
        *lines,
        format=TIMED,
        group_by=["status"],
        latency_by=["path"],
        timezone="Asia/Tokyo",
    )
    text = report.page("p99")
    page = Page(text)
    paths = [attributes["d"] for tag, attributes in page.tags if tag == "path"]
    assert len(paths) == 3
    assert all(str(path).count("M") == 2 for path in paths), "minutes 1 to 2, and 9"
    assert "19:01 +0900" in page.text
    tables = [
        attributes["data-search"] for tag, attributes in page.tags if "data-search" in attributes
    ]
    assert {"search-path", "search-groups", "search-latency-path"} <= set(tables)
    sorted_by = [attributes for tag, attributes in page.tags if "aria-sort" in attributes]
    assert len(sorted_by) == len(tables) - 1, "the paths by p99 have no such column"
    assert HOSTILE.split("?")[0] in page.text
    assert [tag for tag, _ in page.tags].count("script") == 1
    table = report.to_table("p99")
    assert max(map(columns, table.splitlines())) <= 80
    assert "slowest by p99" in table


def test_a_page_appears_whole_or_not_at_all(subject: ModuleType, tmp_path: Path) -> None:
    """A page replaces the file of its name; where it cannot, nothing changes and none is left."""
    report = report_of(subject, line())
    path = tmp_path / "report.html"
    path.write_text("old")
    report.to_html(path)
    assert path.read_text(encoding="utf-8").startswith("<!doctype html>")
    assert stat.S_IMODE(path.stat().st_mode) == 0o644
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "x").touch()
    for bad in (tmp_path / "missing" / "report.html", tmp_path / "folder"):
        check(report.to_html, bad).raises(OSError)
    whole = path.read_bytes()
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1000, most))  # as if the disk were full
    try:
        check(report.to_html, path).raises(OSError)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    assert path.read_bytes() == whole
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["folder", "report.html"]
