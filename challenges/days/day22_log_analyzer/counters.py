"""Everything that is counted of good lines, in pure Python: columns in, canonical partial out.

Lines come as columns, because a loop over one column with one thing to do is what the interpreter
is fast at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from itertools import compress
from operator import or_
from typing import Any

from .columns import Column
from .conditions import Condition
from .coverage import Coverage
from .groups import Grouping
from .key_tables import (
    BoundedTable,
    KeyTable,
    NumberedTable,
    SumTable,
    counts_only,
    packed_lines,
    unpack,
    with_latencies,
)
from .latencies import Latencies
from .options import Options
from .partial import KEY_COLUMNS, NO_FIRST, NO_LAST, REASONS, Partial
from .records import Records
from .sketches import HyperLogLog
from .timeline import Timeline
from .visitors import DAY, Visitors


class Counters:
    """The counters of one tally.

    Args:
        options: What to count.
        condition: Which good lines count; None is all.
        start_of: Gives the start of a minute from the two parts of a valid moment.
    """

    def __init__(
        self,
        options: Options,
        condition: Condition | None,
        start_of: Callable[[bytes, bytes], int],
    ) -> None:
        self._approx = options.approx
        self._present = options.columns
        self._has_latency = options.has_latency
        self._condition = condition
        self._start_of = start_of
        self._grouping = Grouping(options.group_by, options.zone) if options.group_by else None
        self.lines = self.parsed = self.filtered = self.bad_request = self.size = 0
        self.first, self.last = NO_FIRST, NO_LAST
        self.reasons: Counter[str] = Counter()
        self.status: Counter[bytes] = Counter()
        self.protocols: Counter[bytes] = Counter()
        self._methods: Counter[bytes] = Counter()
        make = BoundedTable if options.approx else SumTable
        self._bounded_methods = BoundedTable()  # in approximate mode these count
        self.groups = make()
        self.addresses, self.agents = NumberedTable(), NumberedTable()
        self.tables: dict[str, SumTable | BoundedTable] = {
            column: make()
            for column in KEY_COLUMNS
            if options.approx or column not in ("ip", "user_agent")
        }
        self.visitors = Visitors()
        self.timeline = Timeline(options.approx)
        self.latencies = Latencies(options.latency_by, options.approx)
        self.registers = {name: HyperLogLog() for name in (*KEY_COLUMNS, "visitors")}

    def count(self, fields: Sequence[Column]) -> None:
        """Counts good lines.

        Args:
            fields: One column for each of Fields, all of one length.
        """
        records = Records(fields, self._present, self._start_of)
        if self._condition:
            hits = self._condition.mask(records)
            self.filtered += hits.count(False)
            if True not in hits:
                return
            if False in hits:
                fields = [list(compress(column, hits)) for column in fields]
                records = Records(fields, self._present, self._start_of)
        self._count(records)

    def _count(self, records: Records) -> None:
        plain = lines = packed_lines(records.field("status"), records.field("size"))
        sums = unpack(sum(lines))
        self.parsed += sums.requests
        self.size += sums.size
        self.bad_request += records.field("bad").count(True)
        self.status.update(records.field("status"))
        self.protocols.update(records.field("protocol"))
        if self._has_latency:
            lines = with_latencies(lines, records.number("latency"))
            self.latencies.count(records, self._present)
        if self._approx:
            self._bounded_methods.add(records.field("method"), [1] * len(records))
        else:
            self._methods.update(records.field("method"))
        if self._grouping:
            self.groups.add(self._grouping.keys(records), lines)
        for column, table in self.tables.items():
            if column in self._present:
                table.add(records.text(column), lines)
                if self._approx:
                    self.registers[column].add(set(records.text(column)))
        self._count_moments(records, plain, self._visitors_of(records, lines))

    def _visitors_of(self, records: Records, lines: Sequence[int]) -> list[Any] | None:
        """Counts the keys by which visitors are told apart, and returns those of each line.

        They are pairs of numbers, in approximate mode text; None if the plan has no addresses.
        """
        if self._approx:
            texts = zip(records.field("ip"), records.field("user_agent"), strict=True)
            return list(map(b"%b\n%b\n".__mod__, texts)) if "ip" in self._present else None
        pairs: list[int] | None = None
        if "ip" in self._present:
            pairs = [number << 32 for number in self.addresses.add(records.field("ip"), lines)]
        if "user_agent" in self._present:
            agents = self.agents.add(records.field("user_agent"), lines)
            pairs = pairs and list(map(or_, pairs, agents))
        return pairs

    def _count_moments(
        self, records: Records, lines: Sequence[int], visitors: list[Any] | None
    ) -> None:
        """Counts lines by minute and visitors by day, for each offset from UTC apart."""
        minutes, clocks = records.field("minute"), records.field("clock")
        zones = {clock[3:] for clock in set(clocks)}
        for zone in zones:
            if len(zones) == 1:
                self._count_zone(minutes, clocks, lines, visitors)
                continue
            chosen = [clock[3:] == zone for clock in clocks]
            self._count_zone(
                list(compress(minutes, chosen)),
                list(compress(clocks, chosen)),
                list(compress(lines, chosen)),
                visitors and list(compress(visitors, chosen)),
            )

    def _count_zone(
        self,
        minutes: Column,
        clocks: Column,
        lines: Sequence[int],
        visitors: list[Any] | None,
    ) -> None:
        """Counts lines that have all the same offset from UTC, so one minute has one text."""
        starts = self._count_minutes(minutes, clocks, lines)
        if visitors is None:
            return
        days = {minute: start // DAY for minute, start in starts.items()}
        different = set(days.values())
        for day in different:
            chosen = visitors
            if len(different) > 1:
                chosen = list(compress(visitors, [days[minute] == day for minute in minutes]))
            if self._approx:
                self.registers["visitors"].add(
                    {b"%b%d" % (visitor, day) for visitor in set(chosen)}
                )
            else:
                self.visitors.add(day, chosen)

    def _count_minutes(
        self, minutes: Column, clocks: Column, lines: Sequence[int]
    ) -> dict[bytes, int]:
        """Counts lines by minute and returns when each of the minutes began."""
        sums: defaultdict[bytes, int] = defaultdict(int)
        for minute, line in zip(minutes, lines, strict=True):
            sums[minute] += line
        starts: dict[bytes, int] = {}
        for minute, packed in sums.items():
            starts[minute] = start = self._start_of(minute, clocks[0])
            self.timeline.add(start, packed)
        for end in (min, max):
            minute = end(starts, key=starts.__getitem__)
            start = starts[minute]
            if not self.first <= start <= self.last - 59:
                at = zip(minutes, clocks, strict=True)
                second = int(end(clock[1:3] for text, clock in at if text == minute))
                self.first = min(self.first, start + min(second, 59))
                self.last = max(self.last, start + min(second, 59))
        return starts

    @property
    def methods(self) -> Mapping[bytes, int]:
        """Requests by method."""
        return dict(self._bounded_methods.items()) if self._approx else self._methods

    @property
    def methods_lost(self) -> int:
        """By how much each of the methods is at most too low."""
        return self._bounded_methods.lost

    def table(self, column: str) -> KeyTable:
        """Returns the table of one of KEY_COLUMNS."""
        if column in self.tables:
            return self.tables[column]
        return {"ip": self.addresses, "user_agent": self.agents}[column]

    def merge(self, other: Partial) -> None:
        """Adds the counts of a partial with the same options."""
        self.lines += other.lines
        self.parsed += other.parsed
        self.filtered += other.filtered
        self.bad_request += other.bad_request
        self.size += other.size
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.reasons.update(dict(zip(REASONS, other.reasons, strict=True)))
        self.status.update({b"%d" % code: count for code, count in other.status.items()})
        self.protocols.update(other.protocols)
        if self._approx:
            self._bounded_methods.merge(counts_only(other.methods, other.methods_lost))
            for name, registers in other.registers.items():
                self.registers[name].merge(registers)
        else:
            self._methods.update(other.methods)
            addresses = self.addresses.merge(other.columns["ip"]) or [0]
            agents = self.agents.merge(other.columns["user_agent"]) or [0]
            self.visitors.merge(other.visitors, other.days, addresses, agents)
        for column, table in self.tables.items():
            table.merge(other.columns[column])
        self.groups.merge(other.groups)
        self.timeline.merge(other.step, other.minutes)
        self.latencies.merge(other)

    def partial(self, options: Options, coverage: Coverage, ordered: bool) -> Partial:
        """Returns the counts, in canonical order or with keys and visitors as they came."""
        has_latency = self._has_latency
        columns = {
            column: self.table(column).columns(ordered, has_latency) for column in KEY_COLUMNS
        }
        if ordered and not self._approx:
            visitors, days = self.visitors.ordered(
                self.addresses.places(columns["ip"].keys),
                self.agents.places(columns["user_agent"].keys) or [0],
            )
        else:  # keys come in the order of their numbers, or there are no visitors
            visitors, days = self.visitors.unordered()
        return Partial(
            options=options,
            lines=self.lines,
            parsed=self.parsed,
            filtered=self.filtered,
            bad_request=self.bad_request,
            size=self.size,
            first=self.first,
            last=self.last,
            reasons=[self.reasons[reason] for reason in REASONS],
            status={int(status): count for status, count in self.status.items()},
            methods=self.methods,
            methods_lost=self.methods_lost,
            protocols=self.protocols,
            columns=columns,
            step=self.timeline.step,
            minutes=self.timeline.series(),
            latencies=self.latencies.histogram(),
            minute_latencies=self.latencies.by_minute(),
            key_latencies=self.latencies.by_key(columns),
            groups=self.groups.columns(ordered, has_latency),
            visitors=visitors,
            days=days,
            registers={name: bytes(sketch.registers) for name, sketch in self.registers.items()},
            coverage=coverage,
        )
