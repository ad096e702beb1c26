"""A second analyzer, written otherwise: one regular expression for each step, everything recounted
from a list of records, and the partial packed from that. Slow, and short enough to be believed."""

from __future__ import annotations

import re
import struct
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, timezone
from typing import Any

REASONS = (
    "blank",
    "no_host",
    "bad_timestamp",
    "bad_request_quote",
    "bad_status",
    "bad_size",
    "bad_latency",
    "trailing_garbage",
    "too_few_fields",
    "invalid_json",
    "number_overflow",
    "line_too_long",
)
COLUMNS = {
    "path": "PATH",
    "ip": "ADDR",
    "user_agent": "AGNT",
    "referrer": "REFR",
    "user": "USER",
    "host": "HOST",
}

# (what must follow, the reason if it does not). Atomic groups, so that no step is undone later.
_QUOTED = rb'"(?>((?:[^"\\]|\\.)*)")'
_STEPS = (
    (rb"(?! )", "no_host"),
    (rb"(?>([^ ]+) [^ ]+ )", "too_few_fields"),
    (rb"(?>(.+?) \[)", "too_few_fields"),
    (rb"(.{26})\]", "bad_timestamp"),
    (rb" " + _QUOTED, "bad_request_quote"),
    (rb"(?=.)", "too_few_fields"),
    (rb" ([1-5][0-9][0-9])(?![^ ])", "bad_status"),
    (rb"(?=.)", "too_few_fields"),
    (rb" (-|[0-9]+)(?![^ ])", "bad_size"),
)
_STAMP = re.compile(
    r"(?a)([0-9]{2})/(\w{3})/([0-9]{4}):([0-9]{2}):([0-9]{2}):([0-9]{2}) ([+-])([0-9]{2})([0-9]{2})"
)
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_TARGET = re.compile(rb"([A-Za-z_-]+) (.+) (HTTP/[0-9](?:\.[0-9])?)\Z", re.DOTALL)


@dataclass
class Record:
    """A parsed line."""

    ip: bytes
    user: bytes
    moment: int
    method: bytes
    path: bytes
    protocol: bytes
    status: int
    size: int
    referrer: bytes | None = None
    user_agent: bytes | None = None
    host: bytes | None = None


@dataclass
class Log:
    """What a log has: records, and (source, offset, line number, reason, text) of the others."""

    format: str = "combined"
    strip_query: bool = True
    max_line: int = 1 << 20
    samples: int = 20
    records: list[Record] = field(default_factory=list)
    others: list[tuple[bytes, int, int, str, bytes]] = field(default_factory=list)
    sources: dict[bytes, tuple[int, int]] = field(default_factory=dict)  # bytes, lines

    def read(self, source: bytes, data: bytes) -> Log:
        """Adds a whole source."""
        offset = number = 0
        while offset < len(data):
            end = data.find(b"\n", offset)
            end = len(data) if end < 0 else end
            line = data[offset:end]
            line = line[:-1] if line[-1:] == b"\r" else line
            number += 1
            found = self.parse(line)
            if isinstance(found, Record):
                self.records.append(found)
            else:
                self.others.append((source, offset, number, found, line[:200]))
            offset = end + 1
        self.sources[source] = (len(data), number)
        return self

    def parse(self, line: bytes) -> Record | str:
        """Returns the record of a line, or why there is none."""
        if len(line) > self.max_line:
            return "line_too_long"
        if all(byte in b" \t" for byte in line):
            return "blank"
        values: list[bytes] = []
        rest = line
        for pattern, reason in _STEPS:
            match = re.compile(pattern, re.DOTALL).match(rest)
            if match is None:
                return reason
            values += match.groups()
            if len(values) == 3 and _moment(values[2]) is None:
                return "bad_timestamp"
            rest = rest[match.end() :]
        if values[5] != b"-" and int("0" + values[5].decode()[-4000:]) >= 2**63:
            return "number_overflow"
        return self._record(values, rest)

    def _record(self, values: Sequence[bytes], rest: bytes) -> Record | str:
        ip, user, stamp, request, status, size = values
        agents: tuple[bytes, ...] = (b"", b"")
        if self.format == "combined":
            match = re.compile(rb" %b %b" % (_QUOTED, _QUOTED), re.DOTALL).match(rest)
            if match is None:
                return "too_few_fields"
            agents, rest = match.groups(), rest[match.end() :]
        if rest:
            return "trailing_garbage"
        moment = _moment(stamp)
        assert moment is not None
        record = Record(ip, user, moment, b"-", request, b"-", int(status), 0)
        record.size = 0 if size == b"-" else int(size)
        if self.format == "combined":
            record.referrer, record.user_agent = agents
        if match := _TARGET.match(request):
            record.method, target, record.protocol = match.groups()
            record.path = _path(target)
            if self.strip_query:
                record.path = record.path.split(b"?")[0]
        return record

    def visitors(self) -> set[tuple[bytes, bytes | None, int]]:
        """Returns the different (address, agent, day)."""
        return {(r.ip, r.user_agent, r.moment // 86400) for r in self.records}

    def sums(self, key: Callable[[Record], Any]) -> dict[Any, list[int]]:
        """Returns requests, bytes, 4xx, 5xx by a key; a key of None does not count."""
        found: dict[Any, list[int]] = {}
        for record in self.records:
            if (value := key(record)) is not None:
                sums = found.setdefault(value, [0, 0, 0, 0])
                sums[0] += 1
                sums[1] += record.size
                sums[2] += 400 <= record.status < 500
                sums[3] += record.status >= 500
        return dict(sorted(found.items()))

    def top(self, column: str, by: str) -> list[tuple[bytes, int, int, int]]:
        """Returns all (key, count, bytes, errors) of a column in the order of a top list."""
        rows = [
            (key, count, size, refused + failed)
            for key, (count, size, refused, failed) in self.sums(_getter(column)).items()
        ]
        place = ("key", "count", "bytes", "errors").index(by)
        return sorted(rows, key=lambda row: (-int(row[place]), row[0]))

    def reasons(self) -> dict[str, int]:
        """Returns lines by reason, in the order of the closed list."""
        found = Counter(reason for _, _, _, reason, _ in self.others)
        return {reason: found[reason] for reason in REASONS if found[reason]}

    def kept(self) -> list[tuple[bytes, int, int, str, bytes]]:
        """Returns the samples."""
        return sorted(other for other in self.others if other[3] != "blank")[: self.samples]

    def partial(self) -> bytes:
        """Returns the canonical bytes, as the definitions lay them out."""
        header = (
            '{"approx":false,"filter":null,"group_by":[],"latency_by":[],'
            f'"max_line":{self.max_line},"plan":{{"kind":"{self.format}"}},'
            f'"samples":{self.samples},"strip_query":{"true" if self.strip_query else "false"},'
            '"zone":[]}'
        ).encode()
        sections = [("TOTL", self._totals()), ("MALF", _u64s(self._by_reason()))]
        status = self.sums(lambda r: r.status)
        sections.append(("STAT", _u64s([len(status), *status, *_column(status, 0)])))
        for tag, name in (("METH", "method"), ("PROT", "protocol")):
            words = self.sums(_getter(name))
            sections.append((tag, _keys(words) + _u64s(_column(words, 0))))
        for name, tag in COLUMNS.items():
            keys = self.sums(_getter(name))
            errors = [refused + failed for _, _, refused, failed in keys.values()]
            numbers = [*_column(keys, 0), *_halves(_column(keys, 1)), *errors]
            sections.append((tag, _keys(keys) + _u64s(numbers)))
        minutes = self.sums(lambda r: r.moment // 60 * 60)
        sizes = _halves(_column(minutes, 1))
        numbers = [*_column(minutes, 0), *sizes, *_column(minutes, 2), *_column(minutes, 3)]
        starts = struct.pack(f"<{len(minutes)}q", *minutes)
        sections.append(("MINU", _u64s([60, len(minutes)]) + starts + _u64s(numbers)))
        sections += [("LATE", _u64s([0])), ("LMIN", _u64s([0])), ("LKEY", b"")]
        sections.append(("GRUP", _u64s([0, 0, 0])))
        sections += [("VISI", self._visitors()), ("SRCS", self._sources())]
        packed = [tag.encode() + _u64s([len(data)]) + data for tag, data in sections]
        return b"LAP2" + struct.pack("<I", len(header)) + header + b"".join(packed)

    def _by_reason(self) -> list[int]:
        found = self.reasons()
        return [found.get(reason, 0) for reason in REASONS]

    def _totals(self) -> bytes:
        blank = self.reasons().get("blank", 0)
        bad = sum(record.protocol == b"-" for record in self.records)
        size = sum(record.size for record in self.records)
        lines, malformed = len(self.records) + len(self.others), len(self.others) - blank
        moments = [record.moment for record in self.records]
        ends = (min(moments, default=2**63 - 1), max(moments, default=-(2**63)))
        counts = (lines, len(self.records), blank, malformed, 0, bad, size % 2**64, size >> 64)
        return struct.pack("<8Q2q", *counts, *ends)

    def _visitors(self) -> bytes:
        addresses = sorted({record.ip for record in self.records})
        agents = sorted({record.user_agent or b"" for record in self.records})
        found = sorted(
            (addresses.index(ip) << 32 | agents.index(agent or b""), day)
            for ip, agent, day in self.visitors()
        )
        days = struct.pack(f"<{len(found)}q", *(day for _, day in found))
        return _u64s([len(found), *(pair for pair, _ in found)]) + days

    def _sources(self) -> bytes:
        data = _u64s([len(self.sources)])
        for source, (size, lines) in sorted(self.sources.items()):
            data += struct.pack("<I", len(source)) + source
            data += _u64s([1, 0, size, lines] if lines else [0])
            samples = [sample for sample in self.kept() if sample[0] == source]
            data += _u64s([len(samples)])
            for _, offset, number, reason, text in samples:
                data += struct.pack("<QQBI", offset, number, REASONS.index(reason), len(text))
                data += text
        return data


def _moment(stamp: bytes) -> int | None:
    match = _STAMP.fullmatch(stamp.decode("latin-1"))
    if match is None or match[2] not in _MONTHS:
        return None
    day, year, hour, minute, second = (int(match[group]) for group in (1, 3, 4, 5, 6))
    away = timedelta(hours=int(match[8]), minutes=int(match[9]))
    if int(match[9]) > 59 or int(match[8]) > 23 or second > 60:
        return None
    zone = timezone(-away if match[7] == "-" else away)
    month = _MONTHS.index(match[2]) + 1
    try:
        local = datetime(year, month, day, hour, minute, min(second, 59), tzinfo=zone)
    except ValueError:
        return None
    return (local - datetime(1970, 1, 1, tzinfo=UTC)) // timedelta(seconds=1)


def _path(target: bytes) -> bytes:
    scheme, separator, rest = target.partition(b"://")
    if not separator or not re.fullmatch(rb"[A-Za-z][-+.A-Za-z0-9]*", scheme):
        return target
    places = [rest.index(char) for char in (b"/", b"?", b"#") if char in rest]
    path = rest[min(places) :] if places else b""
    return path if path[:1] == b"/" else b"/" + path


def _getter(name: str) -> Callable[[Record], Any]:
    return lambda record: getattr(record, name)


def _column(sums: dict[Any, list[int]], place: int) -> list[int]:
    return [numbers[place] for numbers in sums.values()]


def _halves(numbers: Sequence[int]) -> list[int]:
    return [n % 2**64 for n in numbers] + [n >> 64 for n in numbers]


def _keys(keys: dict[bytes, Any]) -> bytes:
    block = b"\n".join(keys)
    return _u64s([len(keys), 0, len(block)]) + block


def _u64s(numbers: Sequence[int]) -> bytes:
    return struct.pack(f"<{len(numbers)}Q", *numbers)
