"""Whether a report says what the second analyzer says."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta
from typing import Any

from challenges.days.day22_log_analyzer.tests.oracle import COLUMNS, Log
from challenges.shared.testing import check


def agrees(report: Any, log: Log) -> None:
    """Raises WrongAnswer where a report differs from a log.

    Args:
        report: A Report of the module under test.
        log: What was to be counted.
    """
    reasons = log.reasons()
    blank = reasons.get("blank", 0)
    totals = {
        "lines": len(log.records) + len(log.others),
        "parsed": len(log.records),
        "malformed": len(log.others) - blank,
        "blank": blank,
        "bad_request": sum(record.protocol == b"-" for record in log.records),
        "bytes": sum(record.size for record in log.records),
        "first": moment(min((r.moment for r in log.records), default=None)),
        "last": moment(max((r.moment for r in log.records), default=None)),
        "filtered": 0,
    }
    check(dict, report.totals._asdict()).returns(totals)
    check(dict, report.reasons).returns(reasons)
    check(dict, report.status).returns(counts(log, "status"))
    check(dict, report.methods).returns(counts(log, "method"))
    check(dict, report.protocols).returns(counts(log, "protocol"))
    for column in COLUMNS:
        for by in ("count", "bytes", "errors"):
            found = check(report.top, column, 10_000, by)
            rows = [(row.key, row.count, row.bytes, row.errors) for row in found.value]
            check(list, rows).returns(log.top(column, by), why=f"{column} by {by}")
        check(report.unique, column).returns(len(log.top(column, "count")))
    check(report.unique_visitors).returns(len(log.visitors()))
    samples = [
        (os.fsencode(s.file), s.byte_offset, s.line_number, s.reason, s.sample)
        for s in report.malformed
    ]
    check(list, samples).returns(log.kept())


def counts(log: Log, name: str) -> dict[Any, int]:
    """Returns requests by status, method or protocol, as a report names them."""
    found = log.sums(lambda record: getattr(record, name))
    return {key.decode() if isinstance(key, bytes) else key: sums[0] for key, sums in found.items()}


def moment(seconds: int | None) -> datetime | None:
    """Returns a moment as an aware datetime."""
    if seconds is None:
        return None
    return datetime(1970, 1, 1, tzinfo=UTC) + timedelta(seconds=seconds)
