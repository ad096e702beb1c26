"""One backend of the day's package, through its public function."""

from __future__ import annotations

import argparse
import hashlib
import json
import sys
from collections.abc import Callable
from typing import Any

from challenges.days.day22_log_analyzer import Report, analyze
from challenges.days.day22_log_analyzer.question import Asked

COLUMNS = ("path", "ip", "user_agent", "referrer", "user")


def main() -> int:
    """Prints the answer to a scenario as JSON."""
    parser = argparse.ArgumentParser()
    parser.add_argument("backend", choices=("python", "cython", "rust"))
    parser.add_argument("workers", type=int)
    parser.add_argument("scenario", choices=ANSWERS)
    parser.add_argument("input")
    parser.add_argument(
        "--partial", action="store_true", help="add the hash of all that was counted"
    )
    arguments = parser.parse_args()
    asked: Asked = {"backend": arguments.backend, **ASKED.get(arguments.scenario, {})}
    report = analyze(arguments.input, workers=arguments.workers, **asked)
    answer = ANSWERS[arguments.scenario](report)
    if arguments.partial and arguments.scenario not in ONE_FACT:
        answer["partial"] = hashlib.sha256(report.partial()).hexdigest()
    json.dump(answer, sys.stdout)
    return 0


def _report_full(report: Report) -> dict[str, Any]:
    hours = [
        [int(bucket.start.timestamp()), *bucket[1:5]]
        for bucket in report.series("hour")
        if bucket.requests
    ]
    return {**_without_hours(report), "hours": hours}


def _without_hours(report: Report) -> dict[str, Any]:
    totals = report.totals
    return {
        "lines": totals.lines,
        "parsed": totals.parsed,
        "bad_request": totals.bad_request,
        "bytes": totals.bytes,
        "first": int(totals.first.timestamp()) if totals.first else None,
        "last": int(totals.last.timestamp()) if totals.last else None,
        "status": report.status,
        "methods": report.methods,
        "protocols": report.protocols,
        "unique": {column: report.unique(column) for column in COLUMNS},
        "visitors": report.unique_visitors(),
        **{f"top_{column}": _top(report, column) for column in COLUMNS},
    }


def _parse_fields(report: Report) -> dict[str, Any]:
    totals = report.totals
    return {
        "lines": totals.lines,
        "well_formed": totals.parsed + totals.filtered,
        "reasons": report.reasons,
    }


def _report_filtered(report: Report) -> dict[str, Any]:
    return {**_report_full(report), "filtered": report.totals.filtered}


def _json_caddy(report: Report) -> dict[str, Any]:
    latencies = [report.latency.percentile(share) for share in (50, 99)]
    return {**_without_hours(report), "latencies": latencies}


def _top(report: Report, column: str) -> list[list[Any]]:
    return [[row.text, row.count, row.bytes, row.errors] for row in report.top(column, 10)]


ANSWERS: dict[str, Callable[[Report], dict[str, Any]]] = {
    "report_full": _report_full,
    "scan_lines": lambda report: {"lines": report.totals.lines},
    "parse_fields": _parse_fields,
    "report_filtered_1pct": _report_filtered,
    "gz_input": _report_full,
    "json_caddy": _json_caddy,
    "report_approx": _report_full,
    "top_paths": lambda report: {
        "top_path": [[row.text, row.count] for row in report.top("path", 10)]
    },
    "unique_ips": lambda report: {"unique_ips": report.unique("ip")},
}

# Where an answer is one fact of many, comparing all that was counted would say nothing more.
ONE_FACT = ("scan_lines", "top_paths", "unique_ips")

# A line is malformed before it is filtered, so no part of any is left unread for a filter that none
# meets; but nothing of it is counted.
ASKED: dict[str, Asked] = {
    "parse_fields": {"where": "bytes < 0"},
    "report_filtered_1pct": {"where": "status = 404 and user_agent like '%Mobile%'"},
    "report_approx": {"exact": False},
}

if __name__ == "__main__":
    sys.exit(main())
