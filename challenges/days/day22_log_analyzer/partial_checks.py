"""Whether all the counters of a partial tell of the same lines."""

from __future__ import annotations

from collections import Counter
from itertools import repeat
from operator import add, and_, le

from .partial import KEY_COLUMNS, NO_FIRST, NO_LAST, Keys, Partial
from .section_reader import SectionReader
from .sketches import HIGHEST_RANK, LIMITS
from .values import LARGEST, is_method, is_protocol
from .visitors import DAY


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
    if any(not 100 <= code <= 599 for code in partial.status):
        reader.fail(f"a status of {list(partial.status)} is none")
    for word in partial.methods:
        if not is_method(word):
            reader.fail(f"{word!r} is no method")
    for word in partial.protocols:
        if word != b"-" and not is_protocol(word):
            reader.fail(f"{word!r} is no protocol")
    starts, requests, sizes, refused, failed = list(zip(*partial.minutes, strict=True)) or [()] * 5
    wanted = _refused_and_failed(partial)
    parts = {
        "status": (sum(partial.status.values()), partial.parsed),
        "protocols": (sum(partial.protocols.values()), partial.parsed),
        "minutes": (sum(requests), partial.parsed),
        "bytes of minutes": (sum(sizes), partial.size),
        "errors of minutes": ((sum(refused), sum(failed)), wanted),
        "ranges": (
            sum(span.lines for _, spans, _ in partial.coverage.sources() for span in spans),
            partial.lines,
        ),
        "kinds": (
            partial.parsed + partial.blank + partial.malformed + partial.filtered,
            partial.lines,
        ),
        "ends": (_ends(partial.first, partial.last, partial.step), (starts[:1], starts[-1:])),
    }
    for name, (found, total) in parts.items():
        if found != total:
            reader.fail(f"{name} add up to {found}, must be {total}")
    if partial.bad_request > partial.parsed:
        reader.fail(f"{partial.bad_request} bad requests are more than {partial.parsed} lines")


def _refused_and_failed(partial: Partial) -> tuple[int, int]:
    """Returns 4xx and 5xx by status."""
    by_class: Counter[int] = Counter()
    for code, lines in partial.status.items():
        by_class[code // 100] += lines
    return by_class[4], by_class[5]


def _ends(first: int, last: int, step: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Returns the spans of time that the first and the last line lie in; none without lines."""
    if (first, last) == (NO_FIRST, NO_LAST):
        return (), ()
    return (first // step * step,), (last // step * step,)


def _check_tables(reader: SectionReader, partial: Partial) -> None:
    options = partial.options
    errors = sum(_refused_and_failed(partial))
    tables = dict(partial.columns)
    if options.group_by:
        tables["groups"] = partial.groups
    _check_total(reader, partial, "methods", sum(partial.methods.values()), partial.parsed)
    for name, keys in tables.items():
        if name in KEY_COLUMNS and name not in options.columns:
            if keys.keys or keys.lost:
                reader.fail(f"the format has no {name}, but {keys.keys[:1]!r} is there")
            continue
        _check_sums(reader, name, keys)
        size = sum(keys.sums[0]) + (sum(keys.sums[1]) << 64)
        _check_total(reader, partial, name, sum(keys.counts), partial.parsed)
        _check_total(reader, partial, f"bytes of {name}", size, partial.size)
        _check_total(reader, partial, f"errors of {name}", sum(keys.errors), errors)


def _check_total(
    reader: SectionReader, partial: Partial, name: str, found: int, total: int
) -> None:
    # In approximate mode what was counted of keys that were dropped is missing.
    if found > total or (found < total and not partial.options.approx):
        reader.fail(f"{name} add up to {found}, must be {total}")


def _check_sums(reader: SectionReader, name: str, keys: Keys) -> None:
    """Fails if a key has sums that its lines cannot have."""
    lines = list(map(add, keys.counts, repeat(keys.lost)))
    fits = all(map(le, keys.errors, lines)) and all(map(le, keys.sums[1], lines))
    if len(keys.sums) > 2:
        _, _, timed, low, high = keys.sums
        fits = fits and all(map(le, timed, lines))
        fits = fits and all(
            small + (large << 64) <= count * LARGEST
            for count, small, large in zip(timed, low, high, strict=True)
        )
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
    by_minutes: Counter[int] = Counter()
    for _, took, lines in partial.minute_latencies:
        by_minutes[took] += lines
    if by_minutes != dict(partial.latencies):
        reader.fail("the latencies of the minutes are not those of all lines")
    minutes = {start for start, *_ in partial.minutes}
    if not minutes.issuperset(start for start, _, _ in partial.minute_latencies):
        reader.fail("latencies are of a minute that has no lines")
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
    if not {start // DAY for start, *_ in partial.minutes}.issuperset(partial.days):
        reader.fail("a visitor came on a day that has no lines")
