"""Processes for the pure Python backend: each takes ranges until none is left (stage 3).

Ranges are given out one by one and not as one equal slice each, because lines differ and so do
processors. What a process sends back at its end is one partial, which costs a fraction of what
pickled counters do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .errors import SourceError
from .options import Options
from .python_backend import Tally
from .sources import Source

LARGEST_RANGE = 8 << 20
MOST_DEATHS = 2


@dataclass(frozen=True, slots=True)
class Range:
    """Bytes [start, end) of a file; for a W3C log also the `#Fields:` line in force there."""

    source: Source
    start: int
    end: int
    columns: bytes = b""


def cut_into_ranges(sources: Sequence[Source], workers: int) -> list[Range]:
    """Cuts files so that every worker gets several ranges, and none is too large to be repeated."""
    raise NotImplementedError("cut_into_ranges")


def scan_in_processes(
    tally: Tally,
    options: Options,
    automata: Sequence[bytes],
    ranges: Sequence[Range],
    workers: int,
    progress: Callable[[int], None],
    on_failure: Callable[[SourceError], None],
) -> None:
    """Counts ranges of files in processes of their own.

    Args:
        tally: What gets their counts.
        options: How lines are counted, the same as in the tally.
        automata: Likewise.
        ranges: What to count, at least one.
        workers: How many processes, at least 1.
        progress: Called with the bytes done since the last call; fewer than 0 when the work of a
            process that died is done again. What it raises ends the work.
        on_failure: Called when a file cannot be read; what it raises ends the work.

    Raises:
        SourceError: More processes died than is taken for bad luck.
    """
    raise NotImplementedError("scan_in_processes")
