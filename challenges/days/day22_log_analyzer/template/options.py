"""What decides how lines are counted; it is the header of a partial, byte for byte."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from .plans import Plan


def _combined() -> Plan:
    return {"kind": "combined"}


@dataclass(frozen=True, eq=False)
class Options:
    """How lines are counted. Only partials with equal options can be merged.

    Values are plain JSON. They are equal, and hash alike, when their headers are equal.

    Attributes:
        plan: What a line looks like, see `plans`.
        filter: Which good lines count, see `conditions`; None is all.
        group_by: Names of GROUPS, each once.
        latency_by: Names of COLUMNS, each once: for whose keys the latencies are kept apart.
        max_line: Longer lines are malformed, in bytes.
        samples: How many malformed lines are kept.
        strip_query: Whether a path ends before its first `?`.
        zone: [from, offset]: from which second since 1970 on which offset from UTC holds, in
            seconds, ascending; empty is UTC. Only groups by time use it.
        approx: Whether memory is bounded, and counts are approximate.

    Raises:
        ValueError: A value is not allowed.
    """

    plan: Plan = field(default_factory=_combined)
    filter: list[Any] | None = None
    group_by: tuple[str, ...] = ()
    latency_by: tuple[str, ...] = ()
    max_line: int = 1 << 20
    samples: int = 20
    strip_query: bool = True
    zone: tuple[tuple[int, int], ...] = ()
    approx: bool = False

    def header(self) -> bytes:
        """Returns the canonical JSON: ASCII, keys sorted, no spaces."""
        raise NotImplementedError("Options.header")

    @classmethod
    def read(cls, header: bytes) -> Options:
        """Returns the options whose header it is.

        Raises:
            ValueError: It is none, or not written as `header` does.
        """
        raise NotImplementedError("Options.read")
