"""Events out of the segments of a log, by their positions."""

from __future__ import annotations

import os
from bisect import bisect_right
from collections.abc import Sequence

from .codec import loads
from .errors import CorruptSegment
from .events import Metadata, Recorded
from .frames import EVENT, BadFrame, Frame, decoded, frame_bytes
from .recovery import Segment

_WINDOW = 1 << 16


class SegmentReader:
    """Reads a piece of a file at a time; whoever goes forwards finds the next event in it."""

    def __init__(self, segments: Sequence[Segment], offsets: Sequence[int]) -> None:
        """Read from segments whose events lie at these offsets; both may grow meanwhile."""
        self._segments = segments
        self._offsets = offsets
        self._segment: Segment | None = None
        self._following = 0  # the first position of the next segment
        self._file = -1
        self._start = 0
        self._window = b""

    def event(self, position: int) -> Recorded:
        """Return the event of a position.

        Raises:
            CorruptSegment: it is not as it was written.
        """
        if self._segment is None or not self._segment.first <= position < self._following:
            self._open(position)
        offset = self._offsets[position - 1]
        try:
            frame = self._frame(offset)
        except BadFrame as bad:
            raise self._corrupt(offset, str(bad)) from None
        if frame.type != EVENT:
            raise self._corrupt(offset, "no event begins here")
        stream, version, type, data, metadata = loads(frame.payload)
        return Recorded(position, stream, version, type, data, Metadata(*metadata))

    def close(self) -> None:
        """Give up the file."""
        if self._file >= 0:
            os.close(self._file)
            self._file = -1

    def _open(self, position: int) -> None:
        self.close()
        number = bisect_right(self._segments, position, key=lambda segment: segment.first)
        self._segment = self._segments[number - 1]
        last = number == len(self._segments)
        self._following = len(self._offsets) + 1 if last else self._segments[number].first
        self._file = os.open(self._segment.path, os.O_RDONLY)
        self._window = b""

    def _frame(self, offset: int) -> Frame:
        place = offset - self._start
        if 0 <= place < len(self._window):
            try:
                return decoded(self._window, place)
            except BadFrame:  # it may go on behind the window
                pass
        self._load(offset, _WINDOW)
        if (size := frame_bytes(self._window, 0)) > len(self._window):
            self._load(offset, size)
        return decoded(self._window, 0)

    def _load(self, offset: int, size: int) -> None:
        self._window = os.pread(self._file, size, offset)
        self._start = offset

    def _corrupt(self, offset: int, why: str) -> CorruptSegment:
        assert self._segment is not None
        return CorruptSegment(self._segment.path, offset, why)
