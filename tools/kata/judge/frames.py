"""What a judged process tells its supervisor, over a private pipe.

One frame is one line: the nonce of the run, a space, a JSON object, a newline. A line without the
nonce is not from the judge and is ignored, so that an attempt that writes to every descriptor by
accident changes nothing.

Kinds of frames (field ``kind``):
    ready   the process is set up: ``rss_kb``, its resident memory before the attempt is imported
    start   a case begins: ``case``
    end     a case is over: ``case``, ``outcome`` (passed or failed), ``ms``; when it failed also
            ``verdict`` and ``failure``
    fault   the run broke down outside of a case's own phases: ``verdict``, ``failure``
    done    all cases that were asked for have been run, or the first failure ended the run
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator

# Bound now: an attempt may replace what the modules hold, and these must still work.
_write = os.write
_getpid = os.getpid
_encode = json.JSONEncoder(ensure_ascii=True).encode

Frame = dict[str, object]


class FrameWriter:
    """The judged process's end. A process forked by the attempt says nothing."""

    def __init__(self, descriptor: int, nonce: str) -> None:
        self._descriptor = descriptor
        self._nonce = nonce.encode()
        self._pid = _getpid()

    def send(self, frame: Frame) -> None:
        """Writes one frame.

        Raises:
            OSError: The attempt has closed the pipe.
        """
        if _getpid() != self._pid:
            return
        data = self._nonce + b" " + _encode(frame).encode() + b"\n"
        while data:
            data = data[_write(self._descriptor, data) :]


class FrameReader:
    """The supervisor's end: gets bytes in any pieces, gives the frames that are complete."""

    def __init__(self, nonce: str) -> None:
        self._prefix = nonce.encode() + b" "
        self._rest = b""

    def feed(self, data: bytes) -> Iterator[Frame]:
        """Yields each complete frame of this run; anything else is dropped."""
        *lines, self._rest = (self._rest + data).split(b"\n")
        for line in lines:
            if not line.startswith(self._prefix):
                continue
            try:
                frame = json.loads(line[len(self._prefix) :])
            except ValueError:
                continue
            if isinstance(frame, dict):
                yield frame
