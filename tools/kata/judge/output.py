"""Keeps the beginning and the end of what a judged process prints, and counts the rest."""

from __future__ import annotations

LAST_BYTES = 8 << 10
FLOOD_FACTOR = 256


class OutputKeeper:
    """Output of the case that is running.

    The judged process writes a marker before each case; what came before it is forgotten.

    Args:
        marker: Bytes that no program prints by chance.
        kept_kb: Kibibytes that are kept of one case: the last 8, and the rest from the beginning.
    """

    def __init__(self, marker: bytes, kept_kb: int) -> None:
        self._marker = marker
        self._first_bytes = max((kept_kb << 10) - LAST_BYTES, LAST_BYTES)
        self._flood_bytes = (kept_kb << 10) * FLOOD_FACTOR
        self._first = bytearray()
        self._last = bytearray()
        self._case_bytes = 0
        self._total = 0
        self._tail = b""

    @property
    def flooded(self) -> bool:
        """Whether the run has printed so much that it is not worth going on."""
        return self._total > self._flood_bytes

    @property
    def total(self) -> int:
        """Bytes printed in the whole run."""
        return self._total

    def feed(self, data: bytes) -> None:
        """Takes the next bytes, in any pieces."""
        self._total += len(data)
        data = self._tail + data
        _, marker, after = data.rpartition(self._marker)
        if marker:
            self._total -= data.count(marker) * len(marker)
            self._first.clear()
            self._last.clear()
            self._case_bytes = 0
            data = after
        # The marker may have been cut in two.
        cut = _overlap(data, self._marker)
        self._tail = data[len(data) - cut :]
        self._keep(data[: len(data) - cut])

    def text(self) -> str:
        """Returns what was kept of the case, with a note where something is missing."""
        whole = bytes(self._first)
        last = bytes(self._last) + self._tail
        dropped = self._case_bytes - len(self._first) - len(self._last)
        if dropped:
            note = f"\n… {_size(dropped)} dropped …\n"
            return _decode(whole) + note + _decode(last)
        return _decode(whole + last)

    def _keep(self, data: bytes) -> None:
        self._case_bytes += len(data)
        room = self._first_bytes - len(self._first)
        if room > 0:
            self._first += data[:room]
            data = data[room:]
        if data:
            self._last += data[-LAST_BYTES:]
            del self._last[:-LAST_BYTES]


def _overlap(data: bytes, marker: bytes) -> int:
    """Returns how many bytes at the end of data may be the beginning of a marker."""
    for size in range(min(len(marker) - 1, len(data)), 0, -1):
        if data.endswith(marker[:size]):
            return size
    return 0


def _size(count: int) -> str:
    for unit, factor in (("MB", 1_000_000), ("kB", 1_000)):
        if count >= factor:
            return f"{count / factor:.0f} {unit}"
    return f"{count} bytes"


def _decode(data: bytes) -> str:
    return data.decode("utf-8", errors="replace")
