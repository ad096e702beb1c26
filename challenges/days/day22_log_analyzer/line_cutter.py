"""Pieces of a stream, cut anywhere, to blocks of whole lines."""

from __future__ import annotations

from collections.abc import Iterator

from .coverage import SAMPLE_BYTES

BLOCK = 1 << 16


class LineCutter:
    """Holds back what is not yet a whole line, and of an endless line not more than it must.

    A block comes with the number of bytes it stands for, which is its length except in two cases:
    of a line that is far too long only the beginning is in the block, and a last line without
    newline gets one.

    Args:
        max_line: Longer lines need not be kept whole.
    """

    def __init__(self, max_line: int) -> None:
        # One byte more shows that a line is too long; the last one may be a 0x0D to be dropped.
        self._most = max(max_line + 1, SAMPLE_BYTES) + 1
        self._held = bytearray()
        self._dropped = 0

    @property
    def is_open(self) -> bool:
        """Whether a line has begun and not ended."""
        return bool(self._held)

    def cut(self, data: bytes) -> Iterator[tuple[bytes, int]]:
        """Takes the next bytes and yields the blocks they complete, of about 64 KiB."""
        start, end = 0, data.rfind(b"\n") + 1
        while start < end:
            if self._dropped:
                cut = data.find(b"\n", start) + 1
                self._hold(data[start : cut - 1])
                yield self._release(b"\n")
            else:
                cut = data.rfind(b"\n", start, start + BLOCK) + 1 or data.find(b"\n", start) + 1
                yield self._release(data[start:cut])
            start = cut
        self._hold(data[end:])

    def rest(self) -> Iterator[tuple[bytes, int]]:
        """Yields the last line if it has no newline."""
        if self._held:
            block, size = self._release(b"\n")
            yield block, size - 1

    def _hold(self, data: bytes) -> None:
        room = self._most - len(self._held)
        self._held += data[:room]
        self._dropped += max(0, len(data) - room)

    def _release(self, data: bytes) -> tuple[bytes, int]:
        block = bytes(self._held) + data if self._held else data
        size = len(block) + self._dropped
        self._held.clear()
        self._dropped = 0
        return block, size
