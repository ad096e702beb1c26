"""The write-behind journal: what was promised, and Redis has not acknowledged yet.

A file of frames, each written by one call of `write` before the promise is made. A killed process
loses nothing of what it has written: the page cache is the kernel's. The machine may, when its
power fails; that is not claimed.

    header   "LRUJ1\\n", 16 bytes of the writer's id, the last sequence that was sent (u64)
    frame    length of the payload (u32), CRC-32 of all that follows (u32), sequence (u64), payload

When all is acknowledged, the file is cut back to its header; when it only grows, what is left is
copied. Reading stops at the first frame that is not whole: it and what follows is set aside in a
file beside it, `NAME.corrupt`, and never replayed.
"""

from __future__ import annotations

import contextlib
import fcntl
import logging
import os
import struct
import uuid
import zlib
from collections import deque
from collections.abc import Iterator
from pathlib import Path

from .errors import JournalBusy, SchemaMismatch

_MAGIC = b"LRUJ1\n"
_SENT = len(_MAGIC) + 16  # where the last sequence sent is written
_HEADER = _SENT + 8
_HEAD = struct.Struct("<IIQ")
_LONGEST = 1 << 30
_REWRITE_AT = 4 << 20  # acknowledged bytes before frames that are not, after which these are copied

_logger = logging.getLogger("challenges.days.day01_lru_cache")


class Journal:
    """One file, open in one process at a time. Not safe to use from several threads at once.

    Attributes:
        writer: The id that this journal's writes have in Redis.
        found: The frames that were in it when it was opened: sequence and payload.
        sent: The largest sequence that Redis may have seen.
    """

    def __init__(self, path: str | os.PathLike[str]) -> None:
        """Open a journal, or begin one.

        Raises:
            JournalBusy: Another process has it open.
            SchemaMismatch: The file is no journal.
            OSError: It cannot be opened.
        """
        self.path = Path(path)
        self._lock = _locked(self.path.with_name(self.path.name + ".lock"))
        self._ends: deque[tuple[int, int]] = deque()  # sequence and end of what is not acknowledged
        self._done = self._size = _HEADER
        self.sent = 0
        try:
            self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
            self.writer, self.found = self._read()
        except BaseException:
            os.close(self._lock)
            raise

    def append(self, sequence: int, payload: bytes) -> None:
        """Write a frame; when this returns, the process may die.

        Raises:
            OSError: It could not be written; the journal is as it was.
        """
        frame = pack_frame(sequence, payload)
        try:
            if os.pwrite(self._file, frame, self._size) != len(frame):
                raise OSError(f"{self.path}: the disk took a part of a frame only")
        except OSError:
            with contextlib.suppress(OSError):
                os.ftruncate(self._file, self._size)
            raise
        self._size += len(frame)
        self._ends.append((sequence, self._size))

    @property
    def owes(self) -> bool:
        """Whether frames of an earlier process are not acknowledged."""
        return bool(self.found and self._ends) and self._ends[0][0] <= self.found[-1][0]

    def note_sent(self, sequence: int) -> None:
        """Write down that Redis may see sequences up to this one from now on.

        Redis passes over what it has applied already. So the next process must not use one of these
        for something else, not even when the answer has never come.
        """
        if sequence > self.sent:
            os.pwrite(self._file, sequence.to_bytes(8, "little"), _SENT)
            self.sent = sequence

    def forget(self, sequence: int) -> None:
        """Drop the frames up to a sequence, which Redis has acknowledged."""
        acknowledged = _HEADER
        while self._ends and self._ends[0][0] <= sequence:
            acknowledged = self._ends.popleft()[1]
        self._done = max(self._done, acknowledged)
        if not self._ends:
            if self._size > _HEADER:
                os.ftruncate(self._file, _HEADER)
            self._size = self._done = _HEADER
        elif self._done > _REWRITE_AT and self._done > self._size // 2:
            self._rewrite()

    def set_aside(self) -> Path:
        """Rename the file to `NAME.fenced`, so that nobody replays it, and begin a new one.

        Returns:
            Where it is now.
        """
        target = self.path.with_name(self.path.name + ".fenced")
        self.path.rename(target)
        os.close(self._file)
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self.writer, self.found = self._read()
        return target

    def close(self) -> None:
        """Let go of the file. In a fork of the process this leaves the lock to the parent."""
        if self._file >= 0:
            os.close(self._file)
            os.close(self._lock)
            self._file = -1

    def _read(self) -> tuple[str, list[tuple[int, bytes]]]:
        size = os.fstat(self._file).st_size
        data = os.pread(self._file, size, 0)
        self._ends.clear()
        self._done = self._size = _HEADER
        self.sent = 0
        if len(data) < _HEADER and _MAGIC.startswith(data[: len(_MAGIC)]):
            # New, or its writer died before it had written anything else.
            identity = uuid.uuid4().bytes
            os.ftruncate(self._file, 0)
            os.pwrite(self._file, _MAGIC + identity + bytes(8), 0)
            return identity.hex(), []
        if not data.startswith(_MAGIC):
            raise SchemaMismatch(f"{self.path} is no journal of this version")
        self.sent = int.from_bytes(data[_SENT:_HEADER], "little")
        found = []
        for sequence, payload, end in read_frames(data, _HEADER):
            found.append((sequence, payload))
            self._ends.append((sequence, end))
            self._size = end
        if self._size < size:
            self._cut(data)
        return data[len(_MAGIC) : _SENT].hex(), found

    def _cut(self, data: bytes) -> None:
        """Set a bad tail aside, for people to look at."""
        aside = self.path.with_name(self.path.name + ".corrupt")
        with aside.open("ab") as file:
            file.write(data[self._size :])
        os.ftruncate(self._file, self._size)
        lost = len(data) - self._size
        _logger.warning(
            "%s: %d bytes behind the last whole frame are now in %s", self.path, lost, aside
        )

    def _rewrite(self) -> None:
        rest = os.pread(self._file, self._size - self._done, self._done)
        fresh = self.path.with_name(self.path.name + ".new")
        file = os.open(fresh, os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o600)
        header = os.pread(self._file, _HEADER, 0)
        if os.pwrite(file, header + rest, 0) != _HEADER + len(rest):
            os.close(file)  # a full disk; the old file is still good
            return
        fresh.rename(self.path)
        os.close(self._file)
        self._file = file
        moved = self._done - _HEADER
        self._ends = deque((sequence, end - moved) for sequence, end in self._ends)
        self._size -= moved
        self._done = _HEADER


def pack_frame(sequence: int, payload: bytes) -> bytes:
    """Return the bytes of a frame."""
    rest = sequence.to_bytes(8, "little") + payload
    return _HEAD.pack(len(payload), zlib.crc32(rest), sequence) + payload


def read_frames(data: bytes, start: int) -> Iterator[tuple[int, bytes, int]]:
    """Yield sequence, payload and end of each frame, up to the first one that is not whole."""
    last = -1
    while start + _HEAD.size <= len(data):
        length, checksum, sequence = _HEAD.unpack_from(data, start)
        end = start + _HEAD.size + length
        if length > _LONGEST or end > len(data) or sequence <= last:
            return
        if zlib.crc32(data[start + 8 : end]) != checksum:
            return
        yield sequence, data[start + _HEAD.size : end], end
        start, last = end, sequence


def _locked(path: Path) -> int:
    """Return a file descriptor that holds the lock; it goes with the process, however it ends."""
    file = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(file)
        raise JournalBusy(f"{path} is locked: another cache has the journal open") from None
    return file
