"""Requests over time: minutes that were counted become buckets of any width, in any time zone."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import NamedTuple


class Bucket(NamedTuple):
    """Requests in a span of time.

    The percentiles are of how long requests took, in microseconds; None where no line says it.
    """

    start: datetime
    requests: int
    bytes: int
    client_errors: int
    server_errors: int
    p50: int | None = None
    p95: int | None = None
    p99: int | None = None


class Chart(NamedTuple):
    """Requests over time in buckets of one step, and how many requests lie outside that time."""

    step: timedelta
    buckets: list[Bucket]
    outside: int
