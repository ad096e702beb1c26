"""One line to its fields, rule by rule as `definitions.md` says (stage 1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from .plans import Plan

NO_LATENCY = -1


class Fields(NamedTuple):
    """What is counted of a good line, all of it valid. A column that a plan lacks is empty.

    Attributes:
        minute: The part of the moment that says the minute, see `minute_start`.
        clock: The other part, which starts with `:` and two digits of seconds.
        size: `-`, or digits of a number up to 2**63-1, without zeros in front.
        latency: Whole microseconds, or NO_LATENCY.
        bad: Whether the request is bad.
    """

    ip: bytes
    user: bytes
    minute: bytes
    clock: bytes
    method: bytes
    path: bytes
    protocol: bytes
    status: bytes
    size: bytes
    referrer: bytes = b""
    user_agent: bytes = b""
    host: bytes = b""
    latency: int = NO_LATENCY
    bad: bool = False


Parse = Callable[[bytes], Fields | str]


def line_parser(plan: Plan, strip_query: bool, directive: bytes = b"") -> Parse:
    """Returns what reads the lines of a plan; for w3c it belongs to one stream.

    Args:
        plan: The plan.
        strip_query: Whether paths end before their first `?`.
        directive: For w3c the `#Fields:` line in force; empty if there is none.
    """
    raise NotImplementedError("line_parser")


def minute_start(minute: bytes, clock: bytes) -> int | None:
    """Returns the epoch seconds at which a minute began, or None if there is no such."""
    raise NotImplementedError("minute_start")
