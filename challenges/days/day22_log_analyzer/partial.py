"""The canonical bytes of a tally (`definitions.md`, "Partial, version 2"): the data and the writer.

Partials travel between processes and machines and are compared byte by byte between backends.
`partial_reader` reads them whole.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from .coverage import Coverage
from .options import Options
from .section_reader import SectionReader

MAGIC = b"LAP2"
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
KEY_COLUMNS = {
    "path": "PATH",
    "ip": "ADDR",
    "user_agent": "AGNT",
    "referrer": "REFR",
    "user": "USER",
    "host": "HOST",
}
NO_FIRST, NO_LAST = 2**63 - 1, -(2**63)

_LOW = 2**64 - 1

TOTALS = struct.Struct("<8Q2q")
_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")
SPAN = struct.Struct("<3Q")
SAMPLE = struct.Struct("<2QBI")


@dataclass(slots=True)
class Keys:
    """A table: keys ascending, and in the same order what was counted for each.

    Attributes:
        lost: By how much each count is at most too low.
        sums: Columns of the sum of the sizes, low and high half; and if the plan has latencies, of
            the lines that have one, and of the sum of those, low and high half.
    """

    keys: Sequence[bytes]
    lost: int
    counts: array[int]
    errors: array[int]
    sums: Sequence[array[int]]

    @property
    def timed(self) -> int:
        """Lines that have a latency."""
        return sum(self.sums[2]) if len(self.sums) > 2 else 0


@dataclass(slots=True)
class Partial:
    """A tally in canonical order.

    Attributes:
        reasons: Lines for each entry of REASONS.
        first: Epoch seconds of the earliest line, NO_FIRST if nothing was parsed; `last` likewise.
        columns: By the names of KEY_COLUMNS.
        step: Seconds of each of the minutes, 60 but in approximate mode.
        minutes: (start, requests, bytes, 4xx, 5xx), ascending.
        latencies: (microseconds or bucket, lines), ascending.
        minute_latencies: (start, microseconds, lines), ascending.
        key_latencies: For each column of `latency_by`: (key index, microseconds, lines), ascending.
        groups: The key of a group is for each value its length as u32, and its bytes.
        visitors: (address index << 32 | agent index) ascending, and within one pair by day.
        days: The day of each visitor, in days since 1970.
        registers: Of the sketches of approximate mode, by column and "visitors".
    """

    options: Options
    lines: int
    parsed: int
    filtered: int
    bad_request: int
    size: int
    first: int
    last: int
    reasons: list[int]
    status: dict[int, int]
    methods: Mapping[bytes, int]
    methods_lost: int
    protocols: Mapping[bytes, int]
    columns: dict[str, Keys]
    step: int
    minutes: list[tuple[int, int, int, int, int]]
    latencies: list[tuple[int, int]]
    minute_latencies: list[tuple[int, int, int]]
    key_latencies: dict[str, list[tuple[int, int, int]]]
    groups: Keys
    visitors: Sequence[int]
    days: Sequence[int]
    registers: dict[str, bytes]
    coverage: Coverage = field(repr=False)

    @property
    def blank(self) -> int:
        """Blank lines."""
        return self.reasons[0]

    @property
    def malformed(self) -> int:
        """Malformed lines; blank ones are not among them."""
        return sum(self.reasons[1:])


def encode(partial: Partial) -> bytes:
    """Returns the canonical bytes. Time and space O(size of the result)."""
    header = partial.options.header()
    pieces = [MAGIC, _U32.pack(len(header)), header]
    for tag, payload in _payloads(partial):
        pieces += (tag.encode(), _U64.pack(len(payload)), payload)
    return b"".join(pieces)


def _payloads(partial: Partial) -> Iterable[tuple[str, bytes]]:
    yield (
        "TOTL",
        TOTALS.pack(
            partial.lines,
            partial.parsed,
            partial.blank,
            partial.malformed,
            partial.filtered,
            partial.bad_request,
            partial.size & _LOW,
            partial.size >> 64,
            partial.first,
            partial.last,
        ),
    )
    yield "MALF", _u64s(partial.reasons)
    status = sorted(partial.status)
    yield (
        "STAT",
        _U64.pack(len(status)) + _u64s(status) + _u64s(partial.status[code] for code in status),
    )
    words = (("METH", partial.methods, partial.methods_lost), ("PROT", partial.protocols, 0))
    for tag, counts, lost in words:
        names = sorted(counts)
        yield tag, _key_block(names, lost) + _u64s(counts[name] for name in names)
    for column, tag in KEY_COLUMNS.items():
        keys = partial.columns[column]
        yield tag, _key_block(keys.keys, keys.lost) + _key_numbers(keys)
    yield "MINU", _U64.pack(partial.step) + _minutes(partial)
    yield "LATE", _rows(partial.latencies, "QQ")
    yield "LMIN", _rows(partial.minute_latencies, "qQQ")
    yield "LKEY", b"".join(_rows(rows, "QQQ") for rows in partial.key_latencies.values())
    groups = partial.groups
    yield "GRUP", _key_block(groups.keys, groups.lost, b"") + _key_numbers(groups)
    yield (
        "VISI",
        _U64.pack(len(partial.visitors)) + _u64s(partial.visitors) + _numbers("q", partial.days),
    )
    if partial.options.approx:
        yield "REGS", b"".join(partial.registers.values())
    yield "SRCS", _sources(partial.coverage)


def _minutes(partial: Partial) -> bytes:
    starts, requests, sizes, refused, failed = list(zip(*partial.minutes, strict=True)) or [()] * 5
    return b"".join(
        (
            _U64.pack(len(starts)),
            _numbers("q", starts),
            _u64s(requests),
            _u128s(sizes),
            _u64s(refused),
            _u64s(failed),
        )
    )


def _rows(rows: Sequence[tuple[int, ...]], kinds: str) -> bytes:
    """Returns how many rows there are, and their columns one after the other."""
    columns = list(zip(*rows, strict=True)) or [()] * len(kinds)
    packed = (_numbers(kind, column) for kind, column in zip(kinds, columns, strict=True))
    return _U64.pack(len(rows)) + b"".join(packed)


def _sources(coverage: Coverage) -> bytes:
    sources = coverage.sources()
    pieces = [_U64.pack(len(sources))]
    for name, spans, samples in sources:
        pieces += (_U32.pack(len(name)), name, _U64.pack(len(spans)))
        pieces += (SPAN.pack(span.start, span.end, span.lines) for span in spans)
        pieces.append(_U64.pack(len(samples)))
        for sample in samples:
            text = sample.text
            pieces += (SAMPLE.pack(sample.offset, sample.line, sample.reason, len(text)), text)
    return b"".join(pieces)


def _key_block(keys: Sequence[bytes], lost: int, between: bytes = b"\n") -> bytes:
    joined = between.join(keys)
    return _u64s((len(keys), lost, len(joined))) + joined


def _key_numbers(keys: Keys) -> bytes:
    low, high, *latencies = keys.sums
    return b"".join(map(_u64s, (keys.counts, low, high, keys.errors, *latencies)))


def _u64s(numbers: Iterable[int]) -> bytes:
    return _numbers("Q", numbers)


def _u128s(numbers: Sequence[int]) -> bytes:
    return _u64s([n & _LOW for n in numbers]) + _u64s([n >> 64 for n in numbers])


def _numbers(kind: str, numbers: Iterable[int]) -> bytes:
    values = array(kind, numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def decode_options(data: bytes) -> Options:
    """Reads only the header of a partial.

    Raises:
        PartialError: It is none, or its header is damaged.
    """
    return read_options(SectionReader(data))


def read_options(reader: SectionReader) -> Options:
    """Reads the magic and the header, with which a partial begins."""
    if (magic := reader.take(len(MAGIC))) != MAGIC:
        reader.fail(f"it starts with {magic!r}, must start with {MAGIC!r}")
    header = reader.take(reader.u32())
    try:
        return Options.read(header)
    except ValueError as error:
        reader.fail(f"{header[:200]!r} is not a header that this program writes: {error}")
