"""The log in its other forms: the same rows, always the same bytes."""

import gzip
import json
from pathlib import Path

import pytest

from benchmarks.log_analyzer import caddy, data
from benchmarks.log_analyzer.engines.package import ASKED, COLUMNS
from challenges.days.day22_log_analyzer import Report, analyze

GOOD = (
    b'192.0.2.7 - ann [03/Mar/2025:13:55:36 +0000] "GET /a?b=1&c=2 HTTP/1.1" 200 2326 '
    b'"https://example.org/" "curl/8.5.0"\n'
)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


def converted(folder: Path, lines: bytes) -> bytes:
    (folder / "log").write_bytes(lines)
    caddy.convert(folder / "log", folder / "json", lambda done: None)
    return (folder / "json").read_bytes()


def inputs() -> dict[str, dict[str, Path]]:
    return data.make_inputs(
        500, 1, [data.GZIP, data.JSON], with_clean=True, progress=lambda name, done: None
    )


def test_each_form_is_made_of_the_log() -> None:
    """Unpacked, the packed log is the log; there are as many lines of JSON."""
    found = inputs()
    for kind in ("timed", "clean"):
        log = found[data.LOG][kind].read_bytes()
        assert gzip.decompress(found[data.GZIP][kind].read_bytes()) == log
        assert found[data.JSON][kind].read_bytes().count(b"\n") == log.count(b"\n") == 500


def test_the_same_log_is_packed_to_the_same_bytes(tmp_path: Path) -> None:
    """Neither name nor time of the file is in it."""
    log = inputs()[data.LOG]["timed"]
    packed = [tmp_path / "one.gz", tmp_path / "two.gz"]
    for path in packed:
        data.pack(log, path, lambda done: None)
    assert packed[0].read_bytes() == packed[1].read_bytes()
    assert packed[0].read_bytes()[4:8] == bytes(4)


def test_a_line_becomes_the_request_that_it_is(tmp_path: Path) -> None:
    """Every field of the line is where Caddy has it."""
    row = json.loads(converted(tmp_path, GOOD))
    request = row["request"]
    assert int(row["ts"]) == 1741010136  # date -d '2025-03-03 13:55:36 UTC' +%s
    assert (row["status"], row["size"], row["user_id"]) == (200, 2326, "ann")
    assert (request["remote_ip"], request["method"]) == ("192.0.2.7", "GET")
    assert (request["uri"], request["proto"]) == ("/a?b=1&c=2", "HTTP/1.1")
    assert request["headers"] == {
        "Referer": ["https://example.org/"],
        "User-Agent": ["curl/8.5.0"],
    }
    assert 0.0001 <= row["duration"] < 1


def test_what_a_line_does_not_say_is_not_there(tmp_path: Path) -> None:
    """A dash is no user, no referrer, and no bytes."""
    line = (
        GOOD.replace(b" ann ", b" - ").replace(b"2326", b"-").replace(b"https://example.org/", b"-")
    )
    row = json.loads(converted(tmp_path, line))
    assert (row["user_id"], row["size"]) == ("", 0)
    assert set(row["request"]["headers"]) == {"User-Agent"}


@pytest.mark.parametrize(
    "line",
    [
        GOOD[:60] + b"\n",
        GOOD.replace(b"03/Mar", b"32/Mar"),
        GOOD.replace(b"curl", b"\xff"),
        GOOD.replace(b"curl", b"\\x16"),
        GOOD.replace(b"\n", b"\r\n"),
        b"\n",
    ],
)
def test_an_odd_line_is_copied(tmp_path: Path, line: bytes) -> None:
    """It is as malformed there, and its neighbours are as good."""
    assert converted(tmp_path, GOOD + line + GOOD).split(b"\n", 1)[1].startswith(line)


def test_reports_over_all_forms_are_equal() -> None:
    """Whoever asked the same of each form would get the same answer."""

    def facts(report: Report) -> list[object]:
        return [
            report.totals,
            report.status,
            report.protocols,
            report.unique_visitors(),
            [
                (row.key, row.count, row.bytes, row.errors)
                for column in COLUMNS
                for row in report.top(column)
            ],
        ]

    log, packed, lines_of_json = (
        facts(analyze(files["clean"], backend="python")) for files in inputs().values()
    )
    assert log == packed == lines_of_json


def test_phones_that_find_nothing_are_one_percent() -> None:
    """The share of rows that the filtered scenario keeps, over 20,000 rows."""
    found = data.make_inputs(20_000, 1, [], with_clean=False, progress=lambda name, done: None)
    report = analyze(
        found[data.LOG]["timed"],
        backend="python",
        where=ASKED["report_filtered_1pct"]["where"],
    )
    totals = report.totals
    assert 0.008 < totals.parsed / (totals.parsed + totals.filtered) < 0.012
