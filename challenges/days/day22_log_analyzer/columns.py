"""Many lines to columns of fields: one pattern for the usual lines, `parse_line` for the others."""

from __future__ import annotations

from dataclasses import dataclass, field

from .formats import LogFormat
from .line import Fields, fast_pattern, minute_start, parse_line

Column = list[bytes]


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
        form: The format of the lines.
        strip_query: Whether paths end before their first `?`.
        max_line: Lines with more bytes are not looked into.
    """

    def __init__(self, form: LogFormat, strip_query: bool, max_line: int) -> None:
        self._form = form
        self._strip_query = strip_query
        self._max_line = max_line
        self._pattern = fast_pattern(form, strip_query)
        self._groups = self._pattern.groups
        self._starts: dict[bytes, int | None] = {}

    def start_of(self, minute: bytes, clock: bytes) -> int | None:
        """Returns `minute_start`, remembered."""
        key = minute + clock[4:]
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
        if len(block) > self._max_line:
            return None
        flat = self._pattern.split(block)
        gaps = flat[:: self._groups + 1]
        unusual = [line for gap in gaps if gap for line in gap[:-1].split(b"\n")]
        lines = block.count(b"\n")
        if len(gaps) - 1 + len(unusual) != lines:
            return None  # a match went over a newline
        fields = [flat[group :: self._groups + 1] for group in range(1, self._groups + 1)]
        minutes, clocks = fields[2], fields[3]
        if minutes:
            zones = {clock[4:]: clock for clock in set(clocks)}.values()
            starts = [self.start_of(minute, clocks[0]) for minute in set(minutes)]
            if None in starts or None in [self.start_of(minutes[0], clock) for clock in zones]:
                return None
        if not self._form.has_agents:
            fields += ([b""] * len(minutes), [b""] * len(minutes))
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
            found = parse_line(line, self._form, self._strip_query)
        if isinstance(found, str):
            rows.reasons.append(found)
            return found
        for column, value in zip(rows.fields, found, strict=True):
            column.append(value)
        return None
