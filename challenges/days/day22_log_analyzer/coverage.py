"""Which bytes of which source were counted, and the malformed lines seen there.

Ranges that touch are joined at once, and ranges that overlap are refused: that is what makes it
safe to cut a file anywhere, count the pieces anywhere, and merge them in any order.
"""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import dataclass, field
from typing import NamedTuple

from .errors import PartialError

SAMPLE_BYTES = 200


class Sample(NamedTuple):
    """A malformed line: where it starts, its number in its range (from 1), why, its first bytes."""

    offset: int
    line: int
    reason: int
    text: bytes


@dataclass(slots=True)
class Span:
    """Counted bytes [start, end) of one source, which begin and end with whole lines."""

    start: int
    end: int
    lines: int
    samples: list[Sample] = field(default_factory=list)

    def joined(self, later: Span, limit: int) -> Span:
        """Returns this span and the one that starts at its end as one."""
        room = max(0, limit - len(self.samples))
        moved = [s._replace(line=s.line + self.lines) for s in later.samples[:room]]
        return Span(self.start, later.end, self.lines + later.lines, self.samples + moved)


class Coverage:
    """The counted spans of all sources.

    Args:
        limit: How many samples are wanted over all sources: the first ones by (source, offset).
    """

    def __init__(self, limit: int) -> None:
        self.limit = limit
        self._spans: dict[bytes, list[Span]] = {}

    def list_source(self, source: bytes) -> None:
        """Makes a source known, with or without bytes."""
        self._spans.setdefault(source, [])

    def check_free(self, source: bytes, start: int, end: int) -> None:
        """Raises PartialError if a byte of [start, end) was counted before."""
        spans = self._spans.get(source, [])
        place = bisect_left(spans, end, key=lambda span: span.start) - 1
        if place >= 0 and spans[place].end > start:
            taken = spans[place]
            raise PartialError(
                f"bytes {start} to {end} of {source!r} overlap bytes {taken.start} to {taken.end},"
                " which are counted already"
            )

    def add(self, source: bytes, span: Span) -> None:
        """Adds a span; one without lines only lists its source.

        Raises:
            PartialError: It overlaps a span of the same source.
        """
        self.check_free(source, span.start, span.end)
        spans = self._spans.setdefault(source, [])
        if not span.lines:
            return
        del span.samples[self.limit :]
        place = bisect_left(spans, span.start, key=lambda other: other.start)
        if place < len(spans) and spans[place].start == span.end:
            span = span.joined(spans.pop(place), self.limit)
        if place and spans[place - 1].end == span.start:
            spans[place - 1] = spans[place - 1].joined(span, self.limit)
        else:
            spans.insert(place, span)

    def sources(self) -> list[tuple[bytes, list[Span], list[Sample]]]:
        """Returns the sources by name: spans by start, and those samples that are kept."""
        room = self.limit
        found: list[tuple[bytes, list[Span], list[Sample]]] = []
        for source, spans in sorted(self._spans.items()):
            kept = [sample for span in spans for sample in span.samples][:room]
            room -= len(kept)
            found.append((source, spans, kept))
        return found

    def room(self, source: bytes, offset: int) -> int:
        """Returns how many malformed lines from that place on may still be among the samples."""
        before = 0
        for other, spans in self._spans.items():
            if other < source:
                before += sum(len(span.samples) for span in spans)
            elif other == source:
                before += sum(s.offset < offset for span in spans for s in span.samples)
        return max(0, self.limit - before)
