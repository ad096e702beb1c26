"""Inputs on which the cost of counting shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def log_of_many_clients(size: int) -> tuple[bytes]:
    """The log has 500 n lines by as many clients, in an hour."""
    chance = random.Random(size)
    count = 500 * size
    lines: list[str] = []
    for number in range(count):
        clock = f"13:{number * 60 // count:02}:{chance.randrange(60):02}"
        request = f"GET /{chance.choice('abcdef')}/{chance.randrange(100)}?q=1 HTTP/1.1"
        lines.append(
            f"2001:db8::{number:x} - - [10/Oct/2025:{clock} +0200]"
            f' "{request}" {chance.choice((200, 304, 404))} {chance.randrange(5000)} "-" "curl/8"'
        )
    return ("\n".join(lines).encode(),)


def count_and_report(subject: ModuleType, log: bytes) -> tuple[object, ...]:
    """Counts it by the pure Python backend, and asks for sums, a top list, visitors and minutes."""
    analyzer = subject.Analyzer("combined", backend="python")
    analyzer.feed(log)
    report = analyzer.report()
    top = [(row.key, row.count, row.bytes, row.errors) for row in report.top("path")]
    minutes = [(bucket.requests, bucket.bytes) for bucket in report.series()]
    return report.totals[:6], report.status, top, report.unique_visitors(), minutes
