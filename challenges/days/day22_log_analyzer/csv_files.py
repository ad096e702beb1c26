"""A report as comma-separated values (RFC 4180): one file for each table."""

from __future__ import annotations

import csv
import io
import os
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .report import Report

_NUMBERS = ("count", "bytes", "errors", "timed", "latency_sum", "lost")


def csv_files(report: Report, by: str) -> Iterator[tuple[str, bytes]]:
    """Yields name and content of each file. Text that is no UTF-8 has its bytes as `\\xhh`.

    Args:
        report: What to write.
        by: What the top lists are sorted by.
    """
    totals = report.totals._asdict()
    yield "totals.csv", _table(("name", "value"), [(n, _text(v)) for n, v in totals.items()])
    for name, counts in (
        ("status", report.status),
        ("methods", report.methods),
        ("protocols", report.protocols),
        ("reasons", report.reasons),
    ):
        yield f"{name}.csv", _table((name, "lines"), counts.items())
    for column in report.columns:
        top = report.top(column, by=report.order(column, by))
        rows = [(row.text, *(getattr(row, name) for name in _NUMBERS)) for row in top]
        yield f"top_{column}.csv", _table((column, *_NUMBERS), rows)
    if report.group_by:
        groups = report.groups(by="count" if by == "p99" else by)
        rows = [(*g.texts, *(getattr(g, name) for name in _NUMBERS)) for g in groups]
        yield "groups.csv", _table((*report.group_by, *_NUMBERS), rows)
    yield "series.csv", _series(report)
    if report.has_latency:
        yield "latency.csv", _table(("microseconds", "lines"), report.latency.histogram())
    lines = [(_file(line.file), *line[1:4], _bytes(line.sample)) for line in report.malformed]
    heads = ("file", "line_number", "byte_offset", "reason", "sample")
    yield "malformed.csv", _table(heads, lines)


def _series(report: Report) -> bytes:
    heads = ("start", "requests", "bytes", "client_errors", "server_errors", "p50", "p95", "p99")
    return _table(heads, [(b.start.isoformat(), *b[1:]) for b in report.chart().buckets])


def _table(heads: Sequence[str], rows: Iterable[Sequence[Any]]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows(rows)
    return out.getvalue().encode()


def _text(value: Any) -> str:
    return value.isoformat() if hasattr(value, "isoformat") else "" if value is None else str(value)


def _file(path: str) -> str:
    return _bytes(os.fsencode(path))


def _bytes(data: bytes) -> str:
    return data.decode(errors="backslashreplace")
