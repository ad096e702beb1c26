"""One log as an analyzer sees it, in the words of the tests."""

from __future__ import annotations

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
