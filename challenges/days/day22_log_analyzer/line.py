"""One line to its fields, rule by rule as `definitions.md` says: the reference for every fast path.

Here are `common` and `combined`; `text_plan`, `json_plan` and `w3c_plan` have the other formats.
`fast_pattern` is a fast path. It matches lines without anything unusual in them and gives the same
fields as `parse_line`; a line it does not match is not wrong, it just has to go the long way.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import NamedTuple

from .values import NO_LATENCY, STAMP_BYTES, clf_moment, read_request, read_size

_STATUS = re.compile(rb" ([1-5]\d\d)(?= |\Z)")
_SIZE = re.compile(rb" (-|\d+)(?= |\Z)")
# Possessive (`*+`): a field that is never closed costs one pass, however long it is.
_QUOTED = re.compile(rb' "([^"\\]*+(?:\\.[^"\\]*+)*+)"', re.DOTALL)


class Fields(NamedTuple):
    """What is counted of a good line, all of it valid. A column that a plan lacks is empty.

    Attributes:
        minute: The part of the moment that says the minute, see `values.minute_start`.
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


def parse_line(line: bytes, has_agents: bool, strip_query: bool) -> Fields | str:
    """Returns the fields of a line in combined or common, or the reason why it has none.

    Args:
        line: Without its end; not longer than `max_line`, which is the caller's to check.
        has_agents: Whether referrer and user agent must be there, as in combined.
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
    moment = clf_moment(rest[:STAMP_BYTES])
    if rest[STAMP_BYTES : STAMP_BYTES + 1] != b"]" or moment is None:
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
    digits = read_size(size[1])
    if isinstance(digits, str):
        return digits
    agents = _agents(rest, size.end()) if has_agents else (b"", b"", size.end())
    if not agents:
        return "too_few_fields"
    referrer, agent, end = agents
    if end != len(rest):
        return "trailing_garbage"
    method, path, protocol, bad = read_request(request[1], strip_query)
    return Fields(
        *(host, user, *moment, method, path, protocol, status[1], digits, referrer, agent), bad=bad
    )


def _agents(rest: bytes, start: int) -> tuple[bytes, bytes, int] | None:
    """Returns referrer, agent and where they end."""
    referrer = _QUOTED.match(rest, start)
    agent = referrer and _QUOTED.match(rest, referrer.end())
    return (referrer[1], agent[1], agent.end()) if referrer and agent else None


def fast_target(strip_query: bool, end: bytes) -> bytes:
    """Returns a pattern for targets of the usual kind, without query if that is stripped.

    Args:
        strip_query: Whether paths end before their first `?`.
        end: What of a byte class ends it.
    """
    if strip_query:
        return rb'(/[^ "?%b]*+)(?:\?[^ "%b]*+)?' % (end, end)
    return rb'(/[^ "%b]*+)' % end


def fast_pattern(has_agents: bool, strip_query: bool) -> re.Pattern[bytes]:
    """Returns a pattern for a whole line of the usual kind, with Fields as its groups.

    It wants a user without spaces, a target that starts with `/` and has no spaces, and no
    backslash before a closing quote. It does not look at month, day, hour or offset: that is
    cheaper for each different minute than for each line. It may match across a newline, which the
    caller must rule out: with one byte more to exclude in each class it takes 1.4 times as long.

    Every quantifier is possessive or bounded, so a line of any length costs one pass.
    """
    quoted = rb' "([^"]*+)(?<!\\)"' * 2 if has_agents else b""
    return re.compile(
        rb"^([^ \n]++) [^ \n]++ ([^ \n]++) \[(.{17})(:[0-5]\d [+-]\d{4})\]"
        rb' "([A-Za-z_-]++) ' + fast_target(strip_query, b"") + rb' (HTTP/\d(?:\.\d)?)"'
        rb" ([1-5]\d\d) (\d{1,18}|-)" + quoted + rb"\r?\n",
        re.MULTILINE,
    )
