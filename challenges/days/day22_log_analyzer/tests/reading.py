"""One log as an analyzer sees it, in the words of the tests."""

from __future__ import annotations

import re
from functools import partial
from types import ModuleType
from typing import Any


def line(
    host: str = "192.0.2.7",
    ident: str = "-",
    user: str = "-",
    stamp: str = "10/Oct/2025:13:55:36 +0000",
    request: str = "GET /a HTTP/1.1",
    status: str = "200",
    size: str = "10",
    referrer: str = "-",
    agent: str = "curl/8",
) -> bytes:
    """Returns a line in format combined, without newline. Characters are bytes (Latin-1)."""
    text = f'{host} {ident} {user} [{stamp}] "{request}" {status} {size} "{referrer}" "{agent}"'
    return text.encode("latin-1")


def common(text: bytes) -> bytes:
    """Returns a line in format combined as one in format common: without referrer and agent."""
    return text.rsplit(b' "', 2)[0]


class Reading:
    """How one line is read by one backend."""

    def __init__(self, subject: ModuleType, backend: str, format: str, **options: Any) -> None:
        self._make = partial(subject.Analyzer, format, backend=backend, **options)
        self._has_limit = "max_line" in options

    def read(self, data: bytes, chunk: int) -> dict[str, object] | str:
        """Returns the facts of a single line, or the reason why it has none.

        The line is read twice: alone, and behind a blank line where max_line just lets it pass, so
        that a shortcut for usual lines of usual length has to agree with the long way.

        Args:
            data: One line, with or without newline.
            chunk: It is fed in pieces of that many bytes.
        """
        alone = self._facts(data, chunk, 0)
        if self._has_limit:
            return alone
        behind = self._facts(b"\n" + data, chunk, 1, max_line=len(data) or 1)
        return alone if alone == behind else f"alone {alone}, behind a blank line {behind}"

    def _facts(
        self, data: bytes, chunk: int, blank: int, **options: Any
    ) -> dict[str, object] | str:
        analyzer = self._make(**options)
        for start in range(0, len(data), chunk):
            analyzer.feed(data[start : start + chunk])
        report = analyzer.report()
        totals = report.totals
        kinds = totals.parsed, totals.malformed, totals.blank - blank
        if totals.lines != 1 + blank or sorted(kinds) != [0, 0, 1]:
            return f"{totals.lines} lines; parsed, malformed, blank {kinds}"
        if not totals.parsed:
            reasons = dict(report.reasons)
            reasons["blank"] = reasons.get("blank", 0) - blank
            return " and ".join(reason for reason, count in reasons.items() if count)
        [(status, _)], [(method, _)], [(protocol, _)] = (
            counts.items() for counts in (report.status, report.methods, report.protocols)
        )
        keys = {
            column: report.top(column)[0].key if report.top(column) else None
            for column in ("ip", "user", "path", "referrer", "user_agent")
        }
        return {
            "host": keys["ip"],
            "user": keys["user"],
            "moment": totals.first.isoformat(),
            "method": method,
            "path": keys["path"],
            "protocol": protocol,
            "status": status,
            "size": totals.bytes,
            "referrer": keys["referrer"],
            "agent": keys["user_agent"],
            "bad": totals.bad_request,
        }


def facts(**other: object) -> dict[str, object]:
    """Returns the facts of `line()`, some of them otherwise."""
    usual: dict[str, object] = {
        "host": b"192.0.2.7",
        "user": b"-",
        "moment": "2025-10-10T13:55:36+00:00",
        "method": "GET",
        "path": b"/a",
        "protocol": "HTTP/1.1",
        "status": 200,
        "size": 10,
        "referrer": b"-",
        "agent": b"curl/8",
        "bad": 0,
    }
    return {**usual, **other}


def steps(pattern: str) -> dict[str, object]:
    """Returns a text plan: `<field>` between literals, quoted where a `"` stands before it."""
    texts = re.split(r"<(\w+)>", pattern)
    found: list[list[str]] = []
    for place, text in enumerate(texts):
        if place % 2 == 0:
            found += [["lit", text]] if text else []
        else:
            form = "quoted" if texts[place - 1].endswith('"') else "bare"
            found.append(["rest" if text == "rest" else form, text])
    return {"kind": "text", "steps": found}


def record(
    subject: ModuleType,
    backend: str,
    plan: dict[str, object],
    lines: bytes,
    chunk: int = 1 << 20,
    **options: Any,
) -> dict[str, object] | str:
    """Returns what the only counted line of a log says, or the reason why there is none.

    Args:
        subject: The module under test.
        backend: What reads it.
        plan: The format.
        lines: The log; lines that are blank do not count.
        chunk: It is fed in pieces of that many bytes.
        options: Others of Analyzer.
    """
    form = subject.LogFormat("under test", plan)
    analyzer = subject.Analyzer(form, backend=backend, **options)
    for start in range(0, len(lines), chunk):
        analyzer.feed(lines[start : start + chunk])
    report = analyzer.report()
    totals = report.totals
    if not totals.parsed:
        reasons = [reason for reason in report.reasons if reason != "blank"]
        return " and ".join(reasons) or ("filtered" if totals.filtered else "blank")
    if totals.parsed + totals.blank != totals.lines:
        return f"{totals.parsed} of {totals.lines} lines were parsed"
    columns = ("path", "ip", "user_agent", "referrer", "user", "host")
    found = {column: [row.key for row in report.top(column)] for column in columns}
    return {
        **{column: keys[0] for column, keys in found.items() if keys},
        "method": "".join(report.methods),
        "protocol": "".join(report.protocols),
        "status": sum(report.status),
        "size": totals.bytes,
        "time": totals.first.strftime("%Y-%m-%d %H:%M:%S"),
        "latency": [took for took, _ in report.latency.histogram()],
        "bad": totals.bad_request,
        "visitors": report.unique_visitors(),
    }


TIMED = (
    '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent'
    ' "$http_referer" "$http_user_agent" $request_time'
)


def timed(seconds: str, **fields: str) -> bytes:
    """Returns a line of format TIMED."""
    return line(**fields) + b" " + seconds.encode()


def report_of(subject: ModuleType, lines: list[bytes], **options: Any) -> Any:
    """Returns the report over some lines."""
    analyzer = subject.Analyzer(**options)
    analyzer.feed(b"\n".join(lines))
    return analyzer.report()
