"""The rows of a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from .percentiles import Latency


class Totals(NamedTuple):
    """Sums over all lines; first and last are None when no line was parsed.

    `lines` is the sum of parsed, malformed, blank and filtered: good lines that a filter left out.
    """

    lines: int
    parsed: int
    malformed: int
    blank: int
    bad_request: int
    bytes: int
    first: datetime | None
    last: datetime | None
    filtered: int = 0


@dataclass(frozen=True, slots=True)
class TopRow:
    """One key of a column and what was counted for it.

    Attributes:
        key: The key.
        count: Lines with it.
        bytes: Sum of their sizes.
        errors: Those of them with a status of 400 and more.
        timed: Those of them that say how long it took.
        latency_sum: How long these took together, in microseconds.
        lost: By how much the count is at most too low; 0 when it is exact. The other numbers belong
            to lines that were counted.
    """

    key: bytes
    count: int
    bytes: int
    errors: int
    timed: int = 0
    latency_sum: int = 0
    lost: int = 0

    @property
    def text(self) -> str:
        """The key as text; bytes that are not UTF-8 appear as `\\xhh`."""
        return self.key.decode(errors="backslashreplace")


@dataclass(frozen=True, slots=True)
class Group:
    """Lines with equal values in all of `group_by`; the numbers are those of `TopRow`."""

    values: tuple[bytes, ...]
    count: int
    bytes: int
    errors: int
    timed: int
    latency_sum: int
    lost: int = 0

    @property
    def texts(self) -> tuple[str, ...]:
        """The values as text; bytes that are not UTF-8 appear as `\\xhh`."""
        return tuple(value.decode(errors="backslashreplace") for value in self.values)


class KeyLatency(NamedTuple):
    """How long the requests of one key of a column took."""

    key: bytes
    latency: Latency


class MalformedLine(NamedTuple):
    """A line that could not be parsed.

    Attributes:
        file: The source, as it was given.
        line_number: From 1; of a source that was read from its beginning, the line of the file.
        byte_offset: Where the line starts.
        reason: One of the closed list in `definitions.md`.
        sample: Its first 200 bytes.
    """

    file: str
    line_number: int
    byte_offset: int
    reason: str
    sample: bytes
