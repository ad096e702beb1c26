"""How long requests took: how many lines for each number of microseconds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import accumulate, compress

from .partial import Keys, Partial
from .records import Records
from .sketches import bucket_of
from .values import NO_LATENCY

Histogram = list[tuple[int, int]]


class Latencies:
    """Histograms of all lines, of each minute, and of each key of some columns.

    Args:
        columns: Whose keys are told apart.
        approx: Whether to count buckets of latencies, and only over all lines.
    """

    def __init__(self, columns: Sequence[str], approx: bool) -> None:
        self._approx = approx
        self.lines: Counter[int] = Counter()
        self.minutes: Counter[tuple[int, int]] = Counter()
        self.keys: dict[str, Counter[tuple[bytes, int]]] = {name: Counter() for name in columns}

    def count(self, records: Records, present: frozenset[str]) -> None:
        """Counts those of the lines that have a latency."""
        latencies = records.number("latency")
        timed = [latency != NO_LATENCY for latency in latencies]
        latencies = list(compress(latencies, timed))
        if self._approx:
            self.lines.update(map(bucket_of, latencies))
            return
        self.lines.update(latencies)
        starts = [moment - moment % 60 for moment in compress(records.moments, timed)]
        self.minutes.update(zip(starts, latencies, strict=True))
        for column, counter in self.keys.items():
            if column in present:
                keys = compress(records.text(column), timed)
                counter.update(zip(keys, latencies, strict=True))

    def histogram(self) -> Histogram:
        """Returns (microseconds or bucket, lines), ascending."""
        return sorted(self.lines.items())

    def by_minute(self) -> list[tuple[int, int, int]]:
        """Returns (start of the minute, microseconds, lines), ascending."""
        return [(*key, lines) for key, lines in sorted(self.minutes.items())]

    def by_key(self, columns: Mapping[str, Keys]) -> dict[str, list[tuple[int, int, int]]]:
        """Returns for each column (place of the key, microseconds, lines), ascending.

        Args:
            columns: The keys of each column in the order that gives them their places.
        """
        found: dict[str, list[tuple[int, int, int]]] = {}
        for column, counter in self.keys.items():
            places = {key: place for place, key in enumerate(columns[column].keys)}
            entries = [(places[key], took, lines) for (key, took), lines in counter.items()]
            found[column] = sorted(entries)
        return found

    def merge(self, other: Partial) -> None:
        """Adds the histograms of a partial with the same options."""
        self.lines.update(dict(other.latencies))
        self.minutes.update({(start, took): lines for start, took, lines in other.minute_latencies})
        for column, counter in self.keys.items():
            keys = other.columns[column].keys
            counter.update(
                {(keys[at], took): lines for at, took, lines in other.key_latencies[column]}
            )

    def of_key(self, column: str, key: bytes) -> Histogram:
        """Returns (microseconds, lines) of one key, ascending."""
        found = self._of(column).items()
        return sorted((latency, lines) for (owner, latency), lines in found if owner == key)

    def percentiles(self, column: str) -> dict[bytes, int]:
        """Returns for each key with latencies the 99th percentile: the ceil(0.99 n)-th smallest."""
        histograms: defaultdict[bytes, Histogram] = defaultdict(list)
        for (key, latency), lines in sorted(self._of(column).items()):
            histograms[key].append((latency, lines))
        return {key: _percentile(histogram) for key, histogram in histograms.items()}

    def _of(self, column: str) -> Counter[tuple[bytes, int]]:
        try:
            return self.keys[column]
        except KeyError:
            allowed = ", ".join(self.keys) or "nothing"
            raise ValueError(f"latencies are kept apart by {allowed}, not by {column!r}") from None


def _percentile(histogram: Histogram) -> int:
    rank = (99 * sum(lines for _, lines in histogram) + 99) // 100
    counted = accumulate(lines for _, lines in histogram)
    return next(
        latency for (latency, _), lines in zip(histogram, counted, strict=True) if lines >= rank
    )
