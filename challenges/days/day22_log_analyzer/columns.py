"""Many lines to columns of fields: one pattern for the usual lines, step by step for the others."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import partial
from typing import Any

from .json_plan import JsonPlan
from .line import Fields, Parse, parse_line
from .options import Options
from .plans import Plan
from .text_pattern import usual_lines
from .text_plan import TextPlan
from .values import minute_start
from .w3c_plan import W3cPlan

Column = list[Any]


def line_parser(plan: Plan, strip_query: bool, directive: bytes = b"") -> Parse:
    """Returns what reads the lines of a plan; for w3c it belongs to one stream.

    Args:
        plan: The plan.
        strip_query: Whether paths end before their first `?`.
        directive: For w3c the `#Fields:` line in force; empty if there is none.
    """
    match plan["kind"]:
        case "text":
            return TextPlan(plan, strip_query).parse
        case "json":
            return JsonPlan(plan, strip_query).parse
        case "w3c":
            return W3cPlan(strip_query, directive).parse
        case kind:
            return partial(parse_line, has_agents=kind == "combined", strip_query=strip_query)


@dataclass(slots=True)
class Rows:
    """Lines of one block, sorted out.

    Attributes:
        fields: One list for each of Fields, all of one length; in the order of the lines, except
            that unusual lines come last.
        lines: How many lines there were.
        reasons: For each line that was not parsed, why not.
        malformed: Offset in the block, lines before it, reason and text of malformed lines; only
            `careful` knows.
    """

    fields: list[Column]
    lines: int
    reasons: list[str] = field(default_factory=list)
    malformed: list[tuple[int, int, str, bytes]] = field(default_factory=list)


class Splitter:
    """Splits blocks of whole lines.

    Args:
        options: How lines are read.
        directive: See `line_parser`.
    """

    def __init__(self, options: Options, directive: bytes = b"") -> None:
        self._parse = line_parser(options.plan, options.strip_query, directive)
        self._max_line = options.max_line
        self._in_order = options.approx
        self._usual = usual_lines(options.plan, options.strip_query)
        self._starts: dict[bytes, int | None] = {}

    def start_of(self, minute: bytes, clock: bytes) -> int:
        """Returns when a minute began that was found good."""
        start = self._start(minute, clock)
        if start is None:
            raise ValueError(f"moment {minute + clock!r} was not checked before it was counted")
        return start

    def _start(self, minute: bytes, clock: bytes) -> int | None:
        """Returns `minute_start`, remembered."""
        key = minute + clock[3:]
        try:
            return self._starts[key]
        except KeyError:
            if len(self._starts) > 1 << 16:  # two months of minutes; a hostile log has more
                self._starts.clear()
            return self._starts.setdefault(key, minute_start(minute, clock))

    def fast(self, block: bytes) -> Rows | None:
        """Splits whole lines, each with its newline, or returns None where it takes `careful`.

        The pattern is used to split the block: between two matches that are neighbours lies
        nothing, and what lies between others are the unusual lines. So no line is cut out, and no
        tuple is made for a row: `findall` and `zip` take 1.2 times as long.
        """
        usual = self._usual
        if usual is None or len(block) > self._max_line:
            return None
        groups = len(usual.names)
        flat = usual.pattern.split(block)
        gaps = flat[:: groups + 1]
        unusual = [line for gap in gaps if gap for line in gap[:-1].split(b"\n")]
        lines = block.count(b"\n")
        if len(gaps) - 1 + len(unusual) != lines:
            return None  # a match went over a newline
        if unusual and self._in_order:
            return None
        fields = usual.fields([flat[group :: groups + 1] for group in range(1, groups + 1)])
        minutes, clocks = fields[2], fields[3]
        if minutes:
            zones = {clock[3:]: clock for clock in set(clocks)}.values()
            starts = [self._start(minute, clocks[0]) for minute in set(minutes)]
            if None in starts or None in [self._start(minutes[0], clock) for clock in zones]:
                return None
        rows = Rows(fields, lines)
        for line in unusual:
            self._add(rows, line)
        return rows

    def careful(self, block: bytes) -> Rows:
        """Splits whole lines, each with its newline, one by one."""
        rows = Rows([[] for _ in Fields._fields], 0)
        offset = 0
        for line in block[:-1].split(b"\n"):
            reason = self._add(rows, line)
            if reason and reason != "blank":
                rows.malformed.append((offset, rows.lines, reason, line.removesuffix(b"\r")))
            rows.lines += 1
            offset += len(line) + 1
        return rows

    def _add(self, rows: Rows, line: bytes) -> str | None:
        line = line.removesuffix(b"\r")
        if len(line) > self._max_line:
            found: Fields | str = "line_too_long"
        else:
            found = self._parse(line)
        if isinstance(found, str):
            rows.reasons.append(found)
            return found
        for column, value in zip(rows.fields, found, strict=True):
            column.append(value)
        return None
