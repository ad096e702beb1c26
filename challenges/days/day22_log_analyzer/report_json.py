"""A report as JSON, and back."""

from __future__ import annotations

import base64
import binascii
import json
import os
import zlib
from collections.abc import Iterable
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from .errors import PartialError, SourceError
from .partial import decode_options
from .percentiles import Latency
from .question import question_of
from .report import Report
from .rows import Group, TopRow

_PERCENTILES = (50, 90, 95, 99, 99.9)
_LARGEST_PARTIAL = 1 << 30


def document(report: Report, by: str) -> dict[str, object]:
    """Returns what `Report.to_dict` does."""
    totals = report.totals
    found: dict[str, object] = {
        "version": 2,
        "exact": report.exact,
        "timezone": report.zone_name,
        "totals": {
            **totals._asdict(),
            "first": totals.first and totals.first.isoformat(),
            "last": totals.last and totals.last.isoformat(),
        },
        "status": {str(status): count for status, count in report.status.items()},
        "methods": report.methods,
        "protocols": report.protocols,
        "reasons": report.reasons,
        "unique": {column: report.unique(column) for column in report.columns},
        "visitors": report.unique_visitors(),
        "top": {
            column: _rows(report, report.top(column, by=report.order(column, by)))
            for column in report.columns
        },
        "series": _series(report),
    }
    if report.has_latency:
        found["latency"] = _latency(report.latency)
        found["latency_by"] = {
            column: [
                {**_key(row.key), **_latency(row.latency)} for row in report.latency_by(column)
            ]
            for column in report.latency_columns
        }
    if report.group_by:
        order = by if by != "p99" else "count"
        found["group_by"] = list(report.group_by)
        found["groups"] = [_group(report, group) for group in report.groups(by=order)]
    return found | {"malformed": _malformed(report), "failures": _failures(report)}


def _rows(report: Report, rows: Iterable[TopRow]) -> list[dict[str, object]]:
    return [{**_numbers(report, row), **_key(row.key)} for row in rows]


def _key(key: bytes) -> dict[str, str]:
    text = key.decode(errors="backslashreplace")
    return {"key": text} if text.encode() == key else {"key": text, "hex": key.hex()}


def _numbers(report: Report, row: TopRow | Group) -> dict[str, object]:
    """Returns the numbers of a row; those that say nothing here are left out."""
    numbers = asdict(row)
    if not report.has_latency:
        del numbers["timed"], numbers["latency_sum"]
    if report.exact:
        del numbers["lost"]
    return numbers


def _group(report: Report, group: Group) -> dict[str, object]:
    entry = {**_numbers(report, group), "values": list(group.texts)}
    if tuple(text.encode() for text in group.texts) != group.values:
        entry["hex"] = [value.hex() for value in group.values]
    return entry


def _series(report: Report) -> dict[str, object]:
    chart = report.chart()
    dropped = () if report.has_latency and report.exact else ("p50", "p95", "p99")
    buckets = [{**b._asdict(), "start": b.start.isoformat()} for b in chart.buckets]
    return {
        "step_seconds": chart.step // timedelta(seconds=1),
        "outside": chart.outside,
        "buckets": [{k: v for k, v in b.items() if k not in dropped} for b in buckets],
    }


def _latency(latency: Latency) -> dict[str, object]:
    percentiles = {f"p{q}": latency.percentile(q) for q in _PERCENTILES}
    return {"lines": latency.lines, "unit": "microseconds", **percentiles}


def _malformed(report: Report) -> list[dict[str, object]]:
    return [
        {
            **line._asdict(),
            "file": os.fsencode(line.file).decode(errors="backslashreplace"),
            "sample": line.sample.decode(errors="backslashreplace"),
        }
        for line in report.malformed
    ]


def _failures(report: Report) -> list[dict[str, str]]:
    return [
        {"path": os.fsencode(f.path).decode(errors="backslashreplace"), "why": f.why}
        for f in report.failures
    ]


def dumps(report: Report, by: str, partial: bool) -> str:
    """Returns what `Report.to_json` does."""
    found = document(report, by)
    if partial:
        packed = zlib.compress(report.partial(), 6)
        found["rows"] = report.rows
        found["partial"] = base64.b64encode(packed).decode("ascii")
    return json.dumps(found, ensure_ascii=False, indent=2)


def loads(text: str | bytes, backend: str) -> Report:
    """Returns what `Report.from_json` does."""
    try:
        found: dict[str, Any] = json.loads(text)
        packed = base64.b64decode(found["partial"], validate=True)
        rows, timezone = int(found["rows"]), str(found["timezone"])
        failures = [SourceError(str(f["path"]), str(f["why"])) for f in found["failures"]]
        partial = _unpacked(packed)
    except (KeyError, TypeError, ValueError, RecursionError, binascii.Error, zlib.error) as error:
        raise PartialError(
            f"this is no report that to_json(partial=True) wrote: {type(error).__name__}: {error}"
        ) from error
    try:
        options = decode_options(partial)
        question = question_of(options, backend=backend, top=rows, timezone=timezone)
        tally = question.tally()
        tally.merge(partial)
    except ValueError as error:
        raise PartialError(f"this report is damaged: {error}") from error
    return Report(tally, question, failures)


def _unpacked(packed: bytes) -> bytes:
    unpacker = zlib.decompressobj()
    partial = unpacker.decompress(packed, _LARGEST_PARTIAL)
    if not unpacker.eof:
        raise ValueError(f"the partial is cut short or larger than {_LARGEST_PARTIAL} bytes")
    return partial
