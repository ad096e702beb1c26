"""Lines of the extended log format of the W3C, as IIS writes it: a directive names the columns."""

from __future__ import annotations

import re

from .line import Fields
from .values import (
    epoch_moment,
    is_status,
    join_request,
    read_date,
    read_latency,
    read_size,
    read_time_of_day,
)

DIRECTIVE = b"#Fields:"

_FIELD_OF = {
    b"date": "date",
    b"time": "clock",
    b"c-ip": "ip",
    b"cs-username": "user",
    b"cs-host": "host",
    b"cs(host)": "host",
    b"cs-method": "method",
    b"cs-uri-stem": "target",
    b"cs-uri": "target",
    b"cs-uri-query": "query",
    b"cs-version": "protocol",
    b"cs-protocol-version": "protocol",
    b"sc-status": "status",
    b"sc-bytes": "size",
    b"cs(referer)": "referrer",
    b"cs(user-agent)": "user_agent",
    b"time-taken": "latency",
}
_GAP = re.compile(rb"[ \t]+")
_SEPARATOR = re.compile(rb"[ \t]")


def columns_of(line: bytes) -> list[str]:
    """Returns the fields of the columns that a `#Fields:` line names; of others, empty names."""
    names = line[len(DIRECTIVE) :].strip(b" \t")
    fields = [_FIELD_OF.get(name.lower(), "") for name in _GAP.split(names) if name]
    return [name if name not in fields[:at] else "" for at, name in enumerate(fields)]


class W3cPlan:
    """Reads the lines of one stream; directives among them change how it reads the next ones.

    Args:
        strip_query: Whether paths end before their first `?`.
        directive: The `#Fields:` line in force where the stream begins; empty if there is none.
    """

    def __init__(self, strip_query: bool, directive: bytes) -> None:
        self._strip_query = strip_query
        self._columns = columns_of(directive)

    def parse(self, line: bytes) -> Fields | str:
        """Returns the fields of a line, or the reason why it has none."""
        if line.startswith(b"#"):
            if line.startswith(DIRECTIVE):
                self._columns = columns_of(line)
            return "blank"
        if not line.strip(b" \t"):
            return "blank"
        texts = _SEPARATOR.split(line)
        if not self._columns or len(texts) < len(self._columns):
            return "too_few_fields"
        if len(texts) > len(self._columns):
            return "trailing_garbage"
        values = dict(zip(self._columns, texts, strict=True))
        return self._fields(values)

    def _fields(self, values: dict[str, bytes]) -> Fields | str:
        ip = values.get("ip", b"-")
        if ip in (b"", b"-"):
            return "no_host"
        day = read_date(values.get("date", b"-"))
        seconds = read_time_of_day(values.get("clock", b"-"))
        moment = None
        if day is not None and seconds is not None:
            moment = epoch_moment(day * 86_400 + seconds)
        if not moment:
            return "bad_timestamp"
        request = join_request(
            values.get("method"),
            values.get("target", b"-"),
            values.get("query"),
            values.get("protocol"),
            self._strip_query,
        )
        status = values.get("status", b"-")
        if not is_status(status):
            return "bad_status"
        size = read_size(values.get("size", b"-"))
        if isinstance(size, str):
            return size
        latency = read_latency(values.get("latency", b"-"), "latency_w3c")
        if isinstance(latency, str):
            return latency
        user, referrer, agent, host = (
            values.get(name, b"-") for name in ("user", "referrer", "user_agent", "host")
        )
        return Fields(
            *(ip, user, *moment, *request[:3], status, size, referrer, agent, host),
            latency=latency,
            bad=request.bad,
        )
