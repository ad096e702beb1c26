"""The canonical bytes of a tally (`definitions.md`, "Partial, version 1"): encode and decode.

Partials travel between processes and machines and are compared byte by byte between backends, so
decoding trusts nothing: what it returns is sorted, complete, and adds up.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass, field
from itertools import pairwise, repeat
from operator import and_

from .coverage import SAMPLE_BYTES, Coverage, Sample, Span
from .formats import FORMATS
from .section_reader import SectionReader

MAGIC = b"LAP1"
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
}
NO_FIRST, NO_LAST = 2**63 - 1, -(2**63)

_LOW = 2**64 - 1
_TOTALS = struct.Struct("<7Q2q")
_U32 = struct.Struct("<I")
_U64 = struct.Struct("<Q")
_SPAN = struct.Struct("<3Q")
_SAMPLE = struct.Struct("<2QBI")


@dataclass(frozen=True, slots=True)
class Options:
    """What decides how lines are counted; only partials with equal options can be merged."""

    format: str
    max_line: int
    samples: int
    strip_query: bool

    def header(self) -> bytes:
        """Returns the header of a partial."""
        return json.dumps(asdict(self), sort_keys=True, separators=(",", ":")).encode()


@dataclass(slots=True)
class Keys:
    """One key column: keys ascending, and in the same order what was counted for each.

    The sum of the sizes has 128 bits and so two columns, one for its low half and one for its high.
    """

    keys: Sequence[bytes]
    counts: array[int]
    sizes_low: array[int]
    sizes_high: array[int]
    errors: array[int]


@dataclass(slots=True)
class Partial:
    """A tally in canonical order.

    Attributes:
        reasons: Lines for each entry of REASONS.
        first: Epoch seconds of the earliest line, NO_FIRST if nothing was parsed; `last` likewise.
        columns: By the names of KEY_COLUMNS.
        minutes: (start, requests, bytes, 4xx, 5xx), ascending.
        visitors: (address index << 32 | agent index) ascending, and within one pair by day.
        days: The day of each visitor, in days since 1970.
    """

    options: Options
    lines: int
    parsed: int
    bad_request: int
    size: int
    first: int
    last: int
    reasons: list[int]
    status: dict[int, int]
    methods: dict[bytes, int]
    protocols: dict[bytes, int]
    columns: dict[str, Keys]
    minutes: list[tuple[int, int, int, int, int]]
    visitors: Sequence[int]
    days: Sequence[int]
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
        _TOTALS.pack(
            partial.lines,
            partial.parsed,
            partial.blank,
            partial.malformed,
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
    for tag, counts in (("METH", partial.methods), ("PROT", partial.protocols)):
        names = sorted(counts)
        yield tag, _key_block(names) + _u64s(counts[name] for name in names)
    for column, tag in KEY_COLUMNS.items():
        keys = partial.columns[column]
        numbers = (keys.counts, keys.sizes_low, keys.sizes_high, keys.errors)
        yield tag, _key_block(keys.keys) + b"".join(map(_u64s, numbers))
    starts, requests, sizes, refused, failed = list(zip(*partial.minutes, strict=True)) or [()] * 5
    yield (
        "MINU",
        _U64.pack(len(starts))
        + _numbers("q", starts)
        + _u64s(requests)
        + _u128s(sizes)
        + _u64s(refused)
        + _u64s(failed),
    )
    yield (
        "VISI",
        _U64.pack(len(partial.visitors)) + _u64s(partial.visitors) + _numbers("q", partial.days),
    )
    yield "SRCS", _sources(partial.coverage)


def _sources(coverage: Coverage) -> bytes:
    sources = coverage.sources()
    pieces = [_U64.pack(len(sources))]
    for name, spans, samples in sources:
        pieces += (_U32.pack(len(name)), name, _U64.pack(len(spans)))
        pieces += (_SPAN.pack(span.start, span.end, span.lines) for span in spans)
        pieces.append(_U64.pack(len(samples)))
        for sample in samples:
            text = sample.text
            pieces += (_SAMPLE.pack(sample.offset, sample.line, sample.reason, len(text)), text)
    return b"".join(pieces)


def _key_block(keys: Sequence[bytes]) -> bytes:
    joined = b"\n".join(keys)
    return _U64.pack(len(keys)) + _U64.pack(len(joined)) + joined


def _u64s(numbers: Iterable[int]) -> bytes:
    return _numbers("Q", numbers)


def _u128s(numbers: Sequence[int]) -> bytes:
    return _u64s([n & _LOW for n in numbers]) + _u64s([n >> 64 for n in numbers])


def _numbers(kind: str, numbers: Iterable[int]) -> bytes:
    values = array(kind, numbers)
    if sys.byteorder == "big":
        values.byteswap()
    return values.tobytes()


def decode(data: bytes, ordered: bool = True) -> Partial:
    """Reads a partial.

    Args:
        data: What `encode` returned.
        ordered: Whether keys and visitors must be in canonical order.

    Raises:
        PartialError: It is none, it is damaged, or its counts do not add up.
    """
    reader = SectionReader(data, ordered)
    partial = _read(reader, _options(reader))
    reader.end()
    _check_lines(reader, partial)
    _check_visitors(reader, partial)
    return partial


def decode_options(data: bytes) -> Options:
    """Reads only the header of a partial.

    Raises:
        PartialError: It is none, or its header is damaged.
    """
    return _options(SectionReader(data))


def _options(reader: SectionReader) -> Options:
    if (magic := reader.take(len(MAGIC))) != MAGIC:
        reader.fail(f"it starts with {magic!r}, must start with {MAGIC!r}")
    header = reader.take(reader.u32())
    try:
        options = Options(**json.loads(header))
    except (ValueError, TypeError, RecursionError) as error:
        reader.fail(f"{header[:200]!r} cannot be read: {error}")
    kinds = {"format": str, "max_line": int, "samples": int, "strip_query": bool}
    if any(type(value) is not kinds[name] for name, value in asdict(options).items()):
        reader.fail(f"a value in {header[:200]!r} has the wrong type")
    if options.format not in FORMATS or options.header() != header:
        reader.fail(f"{header[:200]!r} is not a header that this program writes")
    return options


def _read(reader: SectionReader, options: Options) -> Partial:
    reader.section("TOTL")
    lines, parsed, blank, malformed, bad_request, low, high, first, last = reader.unpack(_TOTALS)
    reader.section("MALF")
    reasons = list(reader.numbers("Q", len(REASONS)))
    if blank != reasons[0] or malformed != sum(reasons[1:]):
        reader.fail(f"{malformed} malformed and {blank} blank lines, but by reason {reasons}")
    reader.section("STAT")
    count = reader.u64()
    codes = reader.numbers("Q", count)
    reader.check_ascending(lambda: codes)
    status = dict(zip(codes, reader.numbers("Q", count), strict=True))
    methods, protocols = _words(reader, "METH"), _words(reader, "PROT")
    columns = {column: _keys(reader, tag) for column, tag in KEY_COLUMNS.items()}
    minutes = _minutes(reader)
    reader.section("VISI")
    count = reader.u64()
    visitors, days = reader.numbers("Q", count), reader.numbers("q", count)
    reader.check_order(lambda: zip(visitors, days, strict=True))
    return Partial(
        options=options,
        lines=lines,
        parsed=parsed,
        bad_request=bad_request,
        size=low | high << 64,
        first=first,
        last=last,
        reasons=reasons,
        status=status,
        methods=methods,
        protocols=protocols,
        columns=columns,
        minutes=minutes,
        visitors=visitors,
        days=days,
        coverage=_coverage(reader, options.samples),
    )


def _words(reader: SectionReader, tag: str) -> dict[bytes, int]:
    reader.section(tag)
    keys = reader.keys()
    return dict(zip(keys, reader.numbers("Q", len(keys)), strict=True))


def _keys(reader: SectionReader, tag: str) -> Keys:
    reader.section(tag)
    keys = reader.keys()
    return Keys(keys, *(reader.numbers("Q", len(keys)) for _ in range(4)))


def _minutes(reader: SectionReader) -> list[tuple[int, int, int, int, int]]:
    reader.section("MINU")
    count = reader.u64()
    starts = reader.numbers("q", count)
    reader.check_ascending(lambda: starts)
    requests, sizes = reader.numbers("Q", count), reader.u128s(count)
    refused, failed = reader.numbers("Q", count), reader.numbers("Q", count)
    return list(zip(starts, requests, sizes, refused, failed, strict=True))


def _coverage(reader: SectionReader, limit: int) -> Coverage:
    reader.section("SRCS")
    coverage = Coverage(limit)
    names: list[bytes] = []
    samples = 0
    for _ in range(reader.u64()):
        names.append(name := reader.take(reader.u32()))
        spans = [Span(*reader.unpack(_SPAN)) for _ in range(reader.u64())]
        if any(span.lines == 0 or span.start >= span.end for span in spans):
            reader.fail(f"a range of {name!r} is empty")
        if any(one.end >= two.start for one, two in pairwise(spans)):
            reader.fail(f"the ranges of {name!r} touch, overlap or do not ascend")
        for sample in _samples(reader):
            owner = next((s for s in spans if s.start <= sample.offset < s.end), None)
            if owner is None or not 1 <= sample.line <= owner.lines:
                reader.fail(f"a sample at byte {sample.offset} is in no range of {name!r}")
            owner.samples.append(sample)
            samples += 1
        coverage.list_source(name)
        for span in spans:
            coverage.add(name, span)
    reader.check_ascending(lambda: names)
    if samples > limit:
        reader.fail(f"it has {samples} samples, but at most {limit} are kept")
    return coverage


def _samples(reader: SectionReader) -> list[Sample]:
    samples: list[Sample] = []
    for _ in range(reader.u64()):
        offset, line, reason, length = reader.unpack(_SAMPLE)
        if not 0 < reason < len(REASONS) or length > SAMPLE_BYTES:
            reader.fail(f"a sample has reason {reason} and {length} bytes")
        samples.append(Sample(offset, line, reason, reader.take(length)))
    reader.check_ascending(lambda: [sample.offset for sample in samples])
    return samples


def _check_lines(reader: SectionReader, partial: Partial) -> None:
    """Fails unless every counter tells the same number of lines."""
    parts = {
        "status": sum(partial.status.values()),
        "methods": sum(partial.methods.values()),
        "protocols": sum(partial.protocols.values()),
        "minutes": sum(requests for _, requests, *_ in partial.minutes),
    }
    has_agents = FORMATS[partial.options.format].has_agents
    for column, keys in partial.columns.items():
        if has_agents or column not in ("user_agent", "referrer"):
            parts[column] = sum(keys.counts)
        elif keys.keys:
            reader.fail(f"{partial.options.format} has no {column}, but {keys.keys[0]!r} is there")
    for name, total in parts.items():
        if total != partial.parsed:
            reader.fail(f"{partial.parsed} lines were parsed, but {name} adds up to {total}")
    ranges = sum(span.lines for _, spans, _ in partial.coverage.sources() for span in spans)
    kinds = partial.parsed + partial.blank + partial.malformed
    if not partial.lines == kinds == ranges:
        reader.fail(f"{partial.lines} lines, but {kinds} by kind and {ranges} in ranges")


def _check_visitors(reader: SectionReader, partial: Partial) -> None:
    addresses, agents = len(partial.columns["ip"].keys), len(partial.columns["user_agent"].keys)
    if not FORMATS[partial.options.format].has_agents:
        agents = 1
    visitors = partial.visitors
    highest_agent = max(map(and_, visitors, repeat(0xFFFFFFFF)), default=-1)
    if max(visitors, default=-1) >> 32 >= addresses or highest_agent >= agents:
        reader.fail(f"a visitor is none of {addresses} addresses and {agents} agents")
