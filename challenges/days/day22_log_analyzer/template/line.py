"""One line to its fields, rule by rule as `definitions.md` says (stage 1)."""

from __future__ import annotations

from typing import NamedTuple

from .formats import LogFormat


class Fields(NamedTuple):
    """What is counted of a good line, all of it valid.

    Attributes:
        minute: The first 17 bytes of the timestamp, `dd/Mon/yyyy:HH:MM`.
        clock: Its other 9 bytes, `:SS ±hhmm`.
        size: `-`, or digits of a number up to 2**63-1, without zeros in front.
        referrer: Empty in a format that has none, like the agent.
    """

    host: bytes
    user: bytes
    minute: bytes
    clock: bytes
    method: bytes
    path: bytes
    protocol: bytes
    status: bytes
    size: bytes
    referrer: bytes
    agent: bytes


def parse_line(line: bytes, form: LogFormat, strip_query: bool) -> Fields | str:
    """Returns the fields of a line, or the reason why it has none.

    Args:
        line: Without its end; not longer than `max_line`, which is the caller's to check.
        form: The format it should have.
        strip_query: Whether the path ends before its first `?`.
    """
    raise NotImplementedError("parse_line")


def minute_start(minute: bytes, clock: bytes) -> int | None:
    """Returns the epoch seconds at which a minute of local time began, or None if there is no such.

    Args:
        minute: `dd/Mon/yyyy:HH:MM`.
        clock: `:SS ±hhmm`; its seconds are checked and do not count.
    """
    raise NotImplementedError("minute_start")
