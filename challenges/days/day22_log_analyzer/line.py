"""One line to its fields, rule by rule as `definitions.md` says: the reference for every fast path.

`fast_pattern` is such a fast path. It matches lines without anything unusual in them and gives the
same fields as `parse_line`; a line it does not match is not wrong, it just has to go the long way.
"""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import NamedTuple

from .formats import LogFormat

LARGEST_SIZE = 2**63 - 1
STAMP_BYTES = 26  # dd/Mon/yyyy:HH:MM:SS ±hhmm
MINUTE_BYTES = 17  # dd/Mon/yyyy:HH:MM

_MONTHS = b"Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_UNIX_EPOCH = date(1970, 1, 1).toordinal()

_MINUTE = re.compile(rb"(\d\d)/(...)/(\d{4}):([01]\d|2[0-3]):([0-5]\d)")
_CLOCK = re.compile(rb":(?:[0-5]\d|60) ([+-])([01]\d|2[0-3])([0-5]\d)")
_STATUS = re.compile(rb" ([1-5]\d\d)(?= |\Z)")
_SIZE = re.compile(rb" (-|\d+)(?= |\Z)")
# Possessive (`*+`): a field that is never closed costs one pass, however long it is.
_QUOTED = re.compile(rb' "([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)
_REQUEST = re.compile(rb"([A-Za-z_-]+) (.+) (HTTP/\d(?:\.\d)?)", re.DOTALL)
_ABSOLUTE = re.compile(rb"[A-Za-z][A-Za-z0-9+.-]*://[^/?#]*")


class Fields(NamedTuple):
    """What is counted of a good line, all of it valid.

    Attributes:
        minute: The first 17 bytes of the timestamp, `dd/Mon/yyyy:HH:MM`.
        clock: Its other 9 bytes, `:SS ±hhmm`.
        size: `-`, or digits of a number up to LARGEST_SIZE, without zeros in front.
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
    if not line.strip(b" \t"):
        return "blank"
    if line.startswith(b" "):
        return "no_host"
    host, _, rest = line.partition(b" ")
    ident, _, rest = rest.partition(b" ")
    user, bracket, rest = rest.partition(b" [")
    if not ident or not user or not bracket:
        return "too_few_fields"
    minute, clock = rest[:MINUTE_BYTES], rest[MINUTE_BYTES:STAMP_BYTES]
    if rest[STAMP_BYTES : STAMP_BYTES + 1] != b"]" or minute_start(minute, clock) is None:
        return "bad_timestamp"
    request = _QUOTED.match(rest, STAMP_BYTES + 1)
    if not request:
        return "bad_request_quote"
    if request.end() == len(rest):
        return "too_few_fields"
    status = _STATUS.match(rest, request.end())
    if not status:
        return "bad_status"
    if status.end() == len(rest):
        return "too_few_fields"
    size = _SIZE.match(rest, status.end())
    if not size:
        return "bad_size"
    digits = size[1].lstrip(b"0") or b"0"
    # int() of bytes refuses thousands of digits, so the length is looked at first.
    if len(digits) > 19 or (digits != b"-" and int(digits) > LARGEST_SIZE):
        return "number_overflow"
    agents = _agents(rest, size.end()) if form.has_agents else (b"", b"", size.end())
    if not agents:
        return "too_few_fields"
    referrer, agent, end = agents
    if end != len(rest):
        return "trailing_garbage"
    asked = parse_request(request[1], strip_query)
    return Fields(host, user, minute, clock, *asked, status[1], digits, referrer, agent)


def _agents(rest: bytes, start: int) -> tuple[bytes, bytes, int] | None:
    """Returns referrer, agent and where they end."""
    referrer = _QUOTED.match(rest, start)
    agent = referrer and _QUOTED.match(rest, referrer.end())
    return (referrer[1], agent[1], agent.end()) if referrer and agent else None


def parse_request(request: bytes, strip_query: bool) -> tuple[bytes, bytes, bytes]:
    """Returns method, path and protocol; of a bad request `-`, all of it, and `-`."""
    parts = _REQUEST.fullmatch(request)
    if not parts:
        return b"-", request, b"-"
    method, path, protocol = parts.groups()
    if absolute := _ABSOLUTE.match(path):
        path = path[absolute.end() :]
        if not path.startswith(b"/"):
            path = b"/" + path
    return method, path.partition(b"?")[0] if strip_query else path, protocol


def minute_start(minute: bytes, clock: bytes) -> int | None:
    """Returns the epoch seconds at which a minute of local time began, or None if there is no such.

    Args:
        minute: `dd/Mon/yyyy:HH:MM`.
        clock: `:SS ±hhmm`; its seconds are checked and do not count.
    """
    parts, zone = _MINUTE.fullmatch(minute), _CLOCK.fullmatch(clock)
    if not parts or not zone or parts[2] not in _MONTHS:
        return None
    year, month, day = int(parts[3]), _MONTHS.index(parts[2]) + 1, int(parts[1])
    if year == 0 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    days = date(year, month, day).toordinal() - _UNIX_EPOCH
    offset = int(zone[2]) * 3600 + int(zone[3]) * 60
    local = days * 86400 + int(parts[4]) * 3600 + int(parts[5]) * 60
    return local + offset if zone[1] == b"-" else local - offset


def fast_pattern(form: LogFormat, strip_query: bool) -> re.Pattern[bytes]:
    """Returns a pattern for a whole line of the usual kind, with Fields as its groups.

    It wants a user without spaces, a target that starts with `/` and has no spaces, and no
    backslash before a closing quote. It does not look at month, day, hour or offset: that is
    cheaper for each different minute than for each line. It may match across a newline, which the
    caller must rule out: with one byte more to exclude in each class it takes 1.4 times as long.

    Every quantifier is possessive or bounded, so a line of any length costs one pass.
    """
    target = rb'(/[^ "?]*+)(?:\?[^ "]*+)?' if strip_query else rb'(/[^ "]*+)'
    quoted = rb' "([^"]*+)(?<!\\)"' * 2 if form.has_agents else b""
    return re.compile(
        rb"^([^ \n]++) [^ \n]++ ([^ \n]++) \[(.{17})(:[0-5]\d [+-]\d{4})\]"
        rb' "([A-Za-z_-]++) ' + target + rb' (HTTP/\d(?:\.\d)?)"'
        rb" ([1-5]\d\d) (\d{1,18}|-)" + quoted + rb"\r?\n",
        re.MULTILINE,
    )
