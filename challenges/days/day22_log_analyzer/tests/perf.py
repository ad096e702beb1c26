"""Inputs on which the cost of counting shows, and what is done with them."""

from __future__ import annotations

import random
from types import ModuleType


def log_of_many_clients(size: int) -> tuple[bytes]:
    """The log has n lines by n clients, of a day; one in a hundred is cut off."""
    chance = random.Random(size)
    lines: list[str] = []
    for number in range(size):
        clock = f"{number * 24 // size:02}:{chance.randrange(60):02}:{chance.randrange(60):02}"
        request = f"GET /{chance.choice('abcdef')}/{chance.randrange(100)}?q=1 HTTP/1.1"
        text = (
            f"2001:db8::{number:x} - - [10/Oct/2025:{clock} +0200]"
            f' "{request}" {chance.choice((200, 304, 404))} {chance.randrange(5000)} "-" "curl/8"'
        )
        lines.append(text[:40] if number % 100 == 99 else text)
    return ("\n".join(lines).encode(),)


def count_and_report(subject: ModuleType, log: bytes) -> tuple[object, ...]:
    """Counts it by the pure Python backend, and asks for sums, a top list, visitors and hours."""
    analyzer = subject.Analyzer("combined", backend="python")
    analyzer.feed(log)
    report = analyzer.report()
    top = [(row.key, row.count, row.bytes, row.errors) for row in report.top("path")]
    hours = [(bucket.requests, bucket.bytes) for bucket in report.series("hour")]
    return report.totals[:6], report.status, top, report.unique_visitors(), hours
