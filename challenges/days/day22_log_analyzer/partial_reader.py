"""Reading a partial (`partial`) without trust: what it returns is sorted, complete, and adds up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from .coverage import SAMPLE_BYTES, Coverage, Sample, Span
from .groups import split_key
from .key_tables import BoundedTable
from .options import Options
from .partial import KEY_COLUMNS, REASONS, SAMPLE, SPAN, TOTALS, Keys, Partial, read_options
from .partial_checks import check_partial
from .section_reader import SectionReader
from .sketches import REGISTERS
from .timeline import MOST_SPANS, STEPS


def decode(data: bytes, ordered: bool = True) -> Partial:
    """Reads a partial.

    Args:
        data: What `encode` returned.
        ordered: Whether keys and visitors must be in canonical order.

    Raises:
        PartialError: It is none, it is damaged, or its counts do not add up.
    """
    reader = SectionReader(data, ordered)
    partial = _read(reader, read_options(reader))
    reader.end()
    check_partial(reader, partial)
    return partial


def _read(reader: SectionReader, options: Options) -> Partial:
    reader.section("TOTL")
    lines, parsed, blank, malformed, filtered, bad_request, low, high, first, last = reader.unpack(
        TOTALS
    )
    reader.section("MALF")
    reasons = list(reader.numbers("Q", len(REASONS)))
    if blank != reasons[0] or malformed != sum(reasons[1:]):
        reader.fail(f"{malformed} malformed and {blank} blank lines, but by reason {reasons}")
    reader.section("STAT")
    status = dict(_rows(reader, "QQ", width=1))
    methods, methods_lost = _words(reader, options, "METH")
    protocols, protocols_lost = _words(reader, options, "PROT")
    if protocols_lost:
        reader.fail(f"{protocols_lost} protocols are lost, must be 0")
    columns = {column: _keys(reader, options, tag) for column, tag in KEY_COLUMNS.items()}
    reader.section("MINU")
    step = reader.u64()
    if step not in STEPS or (step != STEPS[0] and not options.approx):
        reader.fail(f"minutes have {step} seconds")
    minutes = _minutes(reader)
    if any(start % step for start, *_ in minutes):
        reader.fail(f"a minute does not start at a multiple of {step} seconds")
    if options.approx and len(minutes) > MOST_SPANS:
        reader.fail(f"it has {len(minutes)} minutes, more than approximate mode keeps")
    reader.section("LATE")
    latencies = _rows(reader, "QQ", width=1)
    reader.section("LMIN")
    minute_latencies = _rows(reader, "qQQ", width=2)
    reader.section("LKEY")
    key_latencies = {column: _rows(reader, "QQQ", width=2) for column in options.latency_by}
    groups = _groups(reader, options)
    reader.section("VISI")
    count = reader.u64()
    visitors, days = reader.numbers("Q", count), reader.numbers("q", count)
    reader.check_order(lambda: zip(visitors, days, strict=True))
    return Partial(
        options=options,
        lines=lines,
        parsed=parsed,
        filtered=filtered,
        bad_request=bad_request,
        size=low | high << 64,
        first=first,
        last=last,
        reasons=reasons,
        status=status,
        methods=methods,
        methods_lost=methods_lost,
        protocols=protocols,
        columns=columns,
        step=step,
        minutes=minutes,
        latencies=latencies,
        minute_latencies=minute_latencies,
        key_latencies=key_latencies,
        groups=groups,
        visitors=visitors,
        days=days,
        registers=_registers(reader) if options.approx else {},
        coverage=_coverage(reader, options.samples),
    )


def _rows(reader: SectionReader, kinds: str, width: int) -> list[Any]:
    """Returns rows of numbers that ascend by their first ones."""
    count = reader.u64()
    rows = list(zip(*[reader.numbers(kind, count) for kind in kinds], strict=True))
    reader.check_ascending(lambda: (row[:width] for row in rows))
    return rows


def _words(reader: SectionReader, options: Options, tag: str) -> tuple[dict[bytes, int], int]:
    reader.section(tag)
    keys, lost = reader.keys()
    _check_bounds(reader, options, keys, lost)
    return dict(zip(keys, reader.numbers("Q", len(keys)), strict=True)), lost


def _keys(reader: SectionReader, options: Options, tag: str) -> Keys:
    reader.section(tag)
    keys, lost = reader.keys()
    _check_bounds(reader, options, keys, lost)
    return _table(reader, options, keys, lost)


def _groups(reader: SectionReader, options: Options) -> Keys:
    reader.section("GRUP")
    count, lost = reader.u64(), reader.u64()
    block = reader.take(reader.u64())
    keys: list[bytes] = []
    width = len(options.group_by)
    at = 0
    try:
        values = split_key(block)
    except ValueError as error:
        reader.fail(str(error))
    if len(values) != count * width or (count and not width):
        reader.fail(f"it has {len(values)} values, must be {width} of each of {count} groups")
    for first in range(0, len(values), width or 1):
        size = sum(4 + len(value) for value in values[first : first + width])
        keys.append(block[at : at + size])
        at += size
    reader.check_order(lambda: keys)
    _check_bounds(reader, options, keys, lost)
    return _table(reader, options, keys, lost)


def _check_bounds(reader: SectionReader, options: Options, keys: list[bytes], lost: int) -> None:
    if not options.approx:
        if lost:
            reader.fail(f"{lost} lines are lost, must be 0")
    elif len(keys) > BoundedTable.FULL_KEYS or sum(map(len, keys)) > BoundedTable.FULL_BYTES:
        reader.fail(f"it has {len(keys)} keys, more than approximate mode keeps")


def _table(reader: SectionReader, options: Options, keys: list[bytes], lost: int) -> Keys:
    numbers = [reader.numbers("Q", len(keys)) for _ in range(7 if options.has_latency else 4)]
    counts, low, high, errors, *latencies = numbers
    return Keys(keys, lost, counts, errors, [low, high, *latencies])


def _minutes(reader: SectionReader) -> list[tuple[int, int, int, int, int]]:
    count = reader.u64()
    starts = reader.numbers("q", count)
    reader.check_ascending(lambda: starts)
    requests, sizes = reader.numbers("Q", count), reader.u128s(count)
    refused, failed = reader.numbers("Q", count), reader.numbers("Q", count)
    return list(zip(starts, requests, sizes, refused, failed, strict=True))


def _registers(reader: SectionReader) -> dict[str, bytes]:
    reader.section("REGS")
    return {name: reader.take(REGISTERS) for name in (*KEY_COLUMNS, "visitors")}


def _coverage(reader: SectionReader, limit: int) -> Coverage:
    reader.section("SRCS")
    coverage = Coverage(limit)
    names: list[bytes] = []
    samples = 0
    for _ in range(reader.u64()):
        names.append(name := reader.take(reader.u32()))
        spans = [Span(*reader.unpack(SPAN)) for _ in range(reader.u64())]
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
        offset, line, reason, length = reader.unpack(SAMPLE)
        if not 0 < reason < len(REASONS) or length > SAMPLE_BYTES:
            reader.fail(f"a sample has reason {reason} and {length} bytes")
        samples.append(Sample(offset, line, reason, reader.take(length)))
    reader.check_ascending(lambda: [sample.offset for sample in samples])
    return samples
