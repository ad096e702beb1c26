"""What a scenario found: a table of times or of memory, as text and for the record."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from benchmarks.harness.measure import Timing


@dataclass(frozen=True, slots=True)
class Times:
    """Times of calls that took turns.

    Attributes:
        title: What they did.
        size: Bytes of the document.
        base: Name of the call that ratios refer to.
        timings: By name of the engine.
    """

    title: str
    size: int
    base: str
    timings: Mapping[str, Timing]

    def ratio(self, ours: str, theirs: str) -> float | None:
        """Returns how many times as long one takes as the other, None if one is not there."""
        if ours not in self.timings or theirs not in self.timings:
            return None
        return self.timings[ours].ratio_to(self.timings[theirs])

    def lines(self) -> list[str]:
        """Returns the table as text."""
        head = f"{self.title} ({self.size:,} bytes); times of {self.base}: median of rounds"
        found = [f"{head}, smallest to largest"]
        for name, timing in sorted(self.timings.items(), key=lambda item: item[1].ratio):
            assert math.isfinite(timing.ratio)
            spread = f"{timing.low:.2f} to {timing.high:.2f}"
            found.append(
                f"  {name:22}{timing.seconds * 1e6:12,.1f} µs {timing.ratio:8.2f}   {spread}"
            )
        return found

    def record(self) -> dict[str, Any]:
        """Returns the table for JSON; samples are microseconds."""
        engines = {
            name: {
                "seconds": timing.seconds,
                "ratio": timing.ratio,
                "low": timing.low,
                "high": timing.high,
                "samples_us": [one and round(one * 1e6, 3) for one in timing.samples],
            }
            for name, timing in self.timings.items()
        }
        return {"title": self.title, "bytes": self.size, "base": self.base, "engines": engines}


@dataclass(frozen=True, slots=True)
class Peaks:
    """Peaks of memory.

    Attributes:
        title: What was done.
        size: Bytes of the document.
        peaks: Bytes beyond the tree at the peak, by name of the engine.
    """

    title: str
    size: int
    peaks: Mapping[str, int]

    def ratio(self, ours: str, theirs: str) -> float | None:  # noqa: ARG002  the input is the base
        """Returns an engine's peak in times of the input, None if it is not there."""
        return self.peaks[ours] / self.size if ours in self.peaks else None

    def lines(self) -> list[str]:
        """Returns the table as text."""
        found = [
            f"{self.title} ({self.size:,} bytes); peak beyond the tree, and in times of the input"
        ]
        for name, peak in sorted(self.peaks.items(), key=lambda item: item[1]):
            found.append(f"  {name:22}{peak / 1024:12,.0f} KiB{peak / self.size:8.2f}")
        return found

    def record(self) -> dict[str, Any]:
        """Returns the table for JSON."""
        engines = {
            name: {"bytes": peak, "ratio": peak / self.size} for name, peak in self.peaks.items()
        }
        return {"title": self.title, "bytes": self.size, "base": "the input", "engines": engines}


Table = Times | Peaks
