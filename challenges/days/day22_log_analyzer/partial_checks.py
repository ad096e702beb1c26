"""Whether all the counters of a partial tell of the same lines."""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from operator import add, and_, le

from .partial import KEY_COLUMNS, Keys, Partial
from .section_reader import SectionReader
from .sketches import HIGHEST_RANK, LIMITS


def check_partial(reader: SectionReader, partial: Partial) -> None:
    """Raises PartialError, by the reader, unless a partial adds up."""
    _check_lines(reader, partial)
    _check_tables(reader, partial)
    _check_latencies(reader, partial)
    _check_visitors(reader, partial)
    for name, registers in partial.registers.items():
        if max(registers) > HIGHEST_RANK:
            reader.fail(f"a register of {name} is {max(registers)}, more than {HIGHEST_RANK}")


def _check_lines(reader: SectionReader, partial: Partial) -> None:
    parts = {
        "status": sum(partial.status.values()),
        "protocols": sum(partial.protocols.values()),
        "minutes": sum(requests for _, requests, *_ in partial.minutes),
    }
    for name, total in parts.items():
        if total != partial.parsed:
            reader.fail(f"{partial.parsed} lines were parsed, but {name} adds up to {total}")
    ranges = sum(span.lines for _, spans, _ in partial.coverage.sources() for span in spans)
    kinds = partial.parsed + partial.blank + partial.malformed + partial.filtered
    if not partial.lines == kinds == ranges:
        reader.fail(f"{partial.lines} lines, but {kinds} by kind and {ranges} in ranges")


def _check_tables(reader: SectionReader, partial: Partial) -> None:
    options = partial.options
    sums = {"methods": sum(partial.methods.values())}
    tables = dict(partial.columns)
    if options.group_by:
        tables["groups"] = partial.groups
    for name, keys in tables.items():
        if name in KEY_COLUMNS and name not in options.columns:
            if keys.keys or keys.lost:
                reader.fail(f"the format has no {name}, but {keys.keys[:1]!r} is there")
            continue
        _check_sums(reader, name, keys)
        sums[name] = sum(keys.counts)
    for name, total in sums.items():
        # In approximate mode the lines of keys that were dropped are missing.
        if total > partial.parsed or (total < partial.parsed and not options.approx):
            reader.fail(f"{partial.parsed} lines were parsed, but {name} adds up to {total}")


def _check_sums(reader: SectionReader, name: str, keys: Keys) -> None:
    """Fails if a key has sums that its lines cannot have, each below 2**63 as they are."""
    lines = list(map(add, keys.counts, repeat(keys.lost)))
    fits = all(map(le, keys.errors, lines)) and all(map(le, keys.sums[1], lines))
    if len(keys.sums) > 2:
        _, _, timed, _, high = keys.sums
        fits = fits and all(map(le, timed, lines)) and all(map(le, high, timed))
    if not fits:
        reader.fail(f"a key of {name} has sums that its lines cannot have")


def _check_latencies(reader: SectionReader, partial: Partial) -> None:
    total = sum(lines for _, lines in partial.latencies)
    if partial.options.approx:
        last = partial.latencies[-1][0] if partial.latencies else 0
        if total > partial.parsed or last >= len(LIMITS) or partial.minute_latencies:
            reader.fail(f"{total} latencies up to bucket {last} do not go with approximate mode")
        return
    parts = {"minutes": sum(lines for _, _, lines in partial.minute_latencies)}
    parts |= {name: partial.columns[name].timed for name in partial.options.columns}
    for name, lines in parts.items():
        if lines != total:
            reader.fail(f"{total} lines have a latency, but {name} add up to {lines}")
    for column, rows in partial.key_latencies.items():
        keys = partial.columns[column]
        found: Counter[int] = Counter()
        for place, _, lines in rows:
            found[place] += lines
        timed = keys.sums[2] if len(keys.sums) > 2 else []
        if found != {place: lines for place, lines in enumerate(timed) if lines}:
            reader.fail(f"the latencies of the keys of {column} are not those of its table")


def _check_visitors(reader: SectionReader, partial: Partial) -> None:
    columns, visitors = partial.options.columns, partial.visitors
    addresses, agents = (
        len(partial.columns[name].keys) if name in columns else 1 for name in ("ip", "user_agent")
    )
    if visitors and (partial.options.approx or "ip" not in columns):
        reader.fail(f"it has {len(visitors)} visitors, must have none")
    highest_agent = max(map(and_, visitors, repeat(0xFFFFFFFF)), default=-1)
    if max(visitors, default=-1) >> 32 >= addresses or highest_agent >= agents:
        reader.fail(f"a visitor is none of {addresses} addresses and {agents} agents")
