"""Everything that is counted of parsed lines, in pure Python: columns in, canonical partial out.

Lines come as columns, because a loop over one column with one thing to do is what the interpreter
is fast at.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from itertools import compress
from operator import or_

from .columns import Column
from .coverage import Coverage
from .formats import LogFormat
from .key_tables import KeyTable, NumberedTable, SumTable, pack, packed_lines, unpack
from .partial import KEY_COLUMNS, NO_FIRST, NO_LAST, REASONS, Options, Partial

DAY = 86_400
_DAY_BITS = 32  # more than the days from year 1 to 9999 need


class Counters:
    """The counters of one tally.

    Args:
        form: The format of the lines.
        start_of: Gives the start of a minute from the two parts of a valid timestamp.
    """

    def __init__(self, form: LogFormat, start_of: Callable[[bytes, bytes], int | None]) -> None:
        self._form = form
        self._start_of = start_of
        self.lines = 0
        self.parsed = 0
        self.bad_request = 0
        self.size = 0
        self.first, self.last = NO_FIRST, NO_LAST
        self.reasons: Counter[str] = Counter()
        self.status: Counter[bytes] = Counter()
        self.methods: Counter[bytes] = Counter()
        self.protocols: Counter[bytes] = Counter()
        self.paths, self.users, self.referrers = SumTable(), SumTable(), SumTable()
        self.addresses, self.agents = NumberedTable(), NumberedTable()
        self.minutes: defaultdict[int, int] = defaultdict(int)
        # By day: address number << 32 | agent number.
        self.visitors: defaultdict[int, set[int]] = defaultdict(set)

    def count(self, fields: Sequence[Column]) -> None:
        """Counts lines.

        Args:
            fields: One column for each of Fields, all of one length.
        """
        clocks = fields[3]
        zones = {clock[4:] for clock in set(clocks)}
        if len(zones) == 1:
            self._count_zone(fields)
            return
        for zone in zones:
            chosen = [clock[4:] == zone for clock in clocks]
            self._count_zone([list(compress(column, chosen)) for column in fields])

    def _count_zone(self, fields: Sequence[Column]) -> None:
        """Counts lines that have all the same offset from UTC, so one minute has one text."""
        hosts, users, minutes, clocks, methods, paths, protocols, status, sizes, *agents = fields
        lines = packed_lines(status, sizes)
        requests, size, _, _ = unpack(sum(lines))
        self.parsed += requests
        self.size += size
        self.bad_request += protocols.count(b"-")
        self.status.update(status)
        self.methods.update(methods)
        self.protocols.update(protocols)
        self.paths.add(paths, lines)
        self.users.add(users, lines)
        pairs = [number << 32 for number in self.addresses.add(hosts, lines)]
        if self._form.has_agents:
            self.referrers.add(agents[0], lines)
            pairs = list(map(or_, pairs, self.agents.add(agents[1], lines)))
        self._count_days(minutes, self._count_minutes(minutes, clocks, lines), pairs)

    def _count_minutes(
        self, minutes: Column, clocks: Column, lines: Sequence[int]
    ) -> dict[bytes, int]:
        """Counts lines by minute and returns when each of the minutes began."""
        sums: defaultdict[bytes, int] = defaultdict(int)
        for minute, line in zip(minutes, lines, strict=True):
            sums[minute] += line
        starts: dict[bytes, int] = {}
        for minute, packed in sums.items():
            start = self._start_of(minute, clocks[0])
            if start is None:
                raise ValueError(f"timestamp {minute!r} was not checked before it was counted")
            starts[minute] = start
            self.minutes[start] += packed
        for end in (min, max):
            minute = end(starts, key=starts.__getitem__)
            start = starts[minute]
            if not self.first <= start <= self.last - 59:
                at = zip(minutes, clocks, strict=True)
                second = int(end(clock[1:3] for text, clock in at if text == minute))
                self.first = min(self.first, start + min(second, 59))
                self.last = max(self.last, start + min(second, 59))
        return starts

    def _count_days(self, minutes: Column, starts: dict[bytes, int], pairs: list[int]) -> None:
        days = {minute: start // DAY for minute, start in starts.items()}
        different = set(days.values())
        for day in different:
            chosen = pairs
            if len(different) > 1:
                chosen = list(compress(pairs, [days[minute] == day for minute in minutes]))
            self.visitors[day].update(chosen)

    def table(self, column: str) -> KeyTable:
        """Returns the table of one of KEY_COLUMNS."""
        tables: dict[str, KeyTable] = {
            "path": self.paths,
            "ip": self.addresses,
            "user_agent": self.agents,
            "referrer": self.referrers,
            "user": self.users,
        }
        return tables[column]

    def merge(self, other: Partial) -> None:
        """Adds the counts of a partial of the same format."""
        self.lines += other.lines
        self.parsed += other.parsed
        self.bad_request += other.bad_request
        self.size += other.size
        self.first, self.last = min(self.first, other.first), max(self.last, other.last)
        self.reasons.update(dict(zip(REASONS, other.reasons, strict=True)))
        self.status.update({b"%d" % code: count for code, count in other.status.items()})
        self.methods.update(other.methods)
        self.protocols.update(other.protocols)
        self.paths.merge(other.columns["path"])
        self.users.merge(other.columns["user"])
        self.referrers.merge(other.columns["referrer"])
        addresses = [number << 32 for number in self.addresses.merge(other.columns["ip"])]
        agents = self.agents.merge(other.columns["user_agent"]) or [0]
        for start, requests, size, refused, failed in other.minutes:
            self.minutes[start] += pack(requests, size, refused, failed)
        pairs = [addresses[pair >> 32] | agents[pair & 0xFFFFFFFF] for pair in other.visitors]
        for pair, day in zip(pairs, other.days, strict=True):
            self.visitors[day].add(pair)

    def partial(self, options: Options, coverage: Coverage, ordered: bool) -> Partial:
        """Returns the counts, in canonical order or with keys and visitors as they came."""
        columns = {column: self.table(column).columns(ordered) for column in KEY_COLUMNS}
        if ordered:
            visitors, days = self._sorted_visitors(
                self.addresses.places(columns["ip"].keys),
                self.agents.places(columns["user_agent"].keys) or [0],
            )
        else:  # then keys come in the order of their numbers
            visitors = [pair for pairs in self.visitors.values() for pair in pairs]
            days = [day for day, pairs in self.visitors.items() for _ in range(len(pairs))]
        return Partial(
            options=options,
            lines=self.lines,
            parsed=self.parsed,
            bad_request=self.bad_request,
            size=self.size,
            first=self.first,
            last=self.last,
            reasons=[self.reasons[reason] for reason in REASONS],
            status={int(status): count for status, count in self.status.items()},
            methods=self.methods,
            protocols=self.protocols,
            columns=columns,
            minutes=self.series(),
            visitors=visitors,
            days=days,
            coverage=coverage,
        )

    def series(self) -> list[tuple[int, int, int, int, int]]:
        """Returns (start, requests, bytes, 4xx, 5xx) of each minute, ascending."""
        return [(start, *unpack(packed)) for start, packed in sorted(self.minutes.items())]

    def _sorted_visitors(
        self, addresses: list[int], agents: list[int]
    ) -> tuple[list[int], list[int]]:
        """Returns the pairs ascending and beside them their days.

        Args:
            addresses: For each number of an address the one that it has in the pairs.
            agents: Likewise.
        """
        first = min(self.visitors, default=0)
        entries: list[int] = []
        for day, pairs in self.visitors.items():
            after = day - first
            entries += [
                (addresses[pair >> 32] << 32 | agents[pair & 0xFFFFFFFF]) << _DAY_BITS | after
                for pair in pairs
            ]
        entries.sort()
        mask = (1 << _DAY_BITS) - 1
        return (
            [entry >> _DAY_BITS for entry in entries],
            [(entry & mask) + first for entry in entries],
        )
