"""A store in plain files: a log that is only ever appended to, cut into segments."""

from __future__ import annotations

import os
import threading
from array import array
from bisect import bisect_right
from collections.abc import AsyncIterator, Collection, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Self

from .codec import dumps
from .durable import lock, sync_folder
from .errors import CorruptSegment
from .events import NewEvent, Position, Recorded
from .frames import COMMIT, EVENT, NO_HASH, encoded, hash_of
from .recovery import Batch, Segment, batches, segment_path
from .segment_reader import SegmentReader
from .snapshots import SnapshotFolder
from .store import ANY, Snapshot, check_append, check_version, chosen
from .subscriptions import Bell, follow
from .syncing import Fsync, Syncing

SEGMENT_BYTES = 64 << 20


class Verified(NamedTuple):
    """A log that was read from its beginning to its end, and is as it was written.

    Attributes:
        events: how many it has.
        head: the hash of its last frame, in hexadecimal. Whoever keeps it elsewhere can tell
            later that nobody has changed what was before it.
    """

    events: int
    head: str


class SegmentLog:
    """An `EventStore` in a folder, for one process at a time.

    An append is acknowledged when its bytes are in the file, and by `fsync` on the disk. Events
    that are not acknowledged yet are not read by anybody.
    """

    def __init__(
        self,
        folder: str | os.PathLike[str],
        fsync: Fsync = "always",
        *,
        segment_bytes: int = SEGMENT_BYTES,
    ) -> None:
        """Open the log of a folder, which is made if it is not there.

        Args:
            folder: where the segments are.
            fsync: "always" syncs each append on its own, "group" lets appends of several threads
                share a sync, "os" never syncs: the death of the process loses nothing, that of
                the machine the last seconds.
            segment_bytes: a segment that is so large is followed by a new one.

        Raises:
            StoreLocked: another process has it open, or another object of this one.
            CorruptSegment: the log is damaged inside.
            ValueError: there is no such `fsync`.

        Complexity: time O(bytes of the log); afterwards 16 bytes of memory an event.
        """
        if fsync not in ("always", "group", "os"):
            raise ValueError(f"fsync is {fsync!r}, must be 'always', 'group' or 'os'")
        self._fsync = fsync
        self._folder = Path(folder)
        self._segment_bytes = segment_bytes
        self._lock = threading.RLock()
        self._offsets = array("Q")  # of the event of each position, in its segment
        self._streams: dict[str, array[int]] = {}  # the position of each version
        self._keys: dict[tuple[str, str], Position] = {}
        self._segments: list[Segment] = []
        self._head, self._size = NO_HASH, 0
        self._bell = Bell()
        self._snapshots = SnapshotFolder(self._folder / "snapshots")
        self._closed = False
        self._folder.mkdir(parents=True, exist_ok=True)
        self._guard = lock(self._folder / "lock")
        try:
            self._file = self._recover()
        except BaseException:
            os.close(self._guard)
            raise
        self._syncing = Syncing(self._file, len(self._offsets), sync=fsync != "os")

    def __enter__(self) -> Self:
        """Return the log, which is closed at the end of the block."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()

    def append(
        self,
        stream: str,
        events: Sequence[NewEvent],
        expected_version: int = ANY,
        idempotency_key: str | None = None,
    ) -> Position:
        """Store all events or none. See `EventStore.append`.

        Raises:
            StoreBroken: a sync has failed, now or earlier.
            OSError: the events cannot be written; the log is as it was.
        """
        check_append(events, expected_version)
        with self._lock:
            self._check_open()
            end = idempotency_key and self._keys.get((stream, idempotency_key))
            if not end:
                actual = len(self._streams.get(stream, ()))
                if expected_version not in (ANY, actual):
                    # Who lost must be able to read what has won.
                    self._syncing.wait(len(self._offsets))
                    check_version(self, stream, expected_version, actual)
                end = self._write(stream, actual + 1, events, idempotency_key)
            if self._fsync != "group":
                self._syncing.wait(end.position)
        self._syncing.wait(end.position)
        self._bell.ring()
        return end

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield events of a stream. See `EventStore.read`.

        Raises:
            CorruptSegment: an event was damaged since the log was opened.
        """
        positions: Sequence[int] = ()
        with self._lock:
            if (written := self._streams.get(stream)) is not None:
                last = self._acknowledged(written)
                positions = written[max(from_, 1) - 1 : last if to is None else min(to, last)]
        return self._read(reversed(positions) if backwards else positions)

    def read_all(
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
    ) -> Iterator[Recorded]:
        """Yield events of all streams. See `EventStore.read_all`.

        Raises:
            CorruptSegment: an event was damaged since the log was opened.
        """
        return chosen(
            self._read(range(max(from_position, 1), self._syncing.safe + 1)), types, prefix
        )

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""
        with self._lock:
            return self._acknowledged(self._streams.get(stream, array("Q")))

    def position(self) -> int:
        """Return how many events the store has."""
        return self._syncing.safe

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""
        found = self._keys.get((stream, idempotency_key))
        return found if found and found.position <= self._syncing.safe else None

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one, all of it or nothing."""
        self._snapshots.save(stream, version, data)

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        return self._snapshots.load(stream)

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events of all streams from a position on, then those to come, for ever."""
        return follow(self, self._bell, from_position)

    def verify(self, head: str | None = None) -> Verified:
        """Read the whole log, and check each frame and the chain of their hashes.

        Args:
            head: what an earlier `verify` has returned; it must be in the chain.

        Raises:
            CorruptSegment: something is not as it was written, or `head` is not in the chain.

        Complexity: time O(bytes), memory O(one segment).
        """
        expected, events, hash, found = self._syncing.safe, 0, NO_HASH, head is None
        for _, batch in batches(self._folder, repair=False):
            events += len(batch.offsets)
            hash = batch.hash
            found = found or hash.hex() == head
        if events < expected:
            raise CorruptSegment(self._segments[-1].path, 0, f"{events} of {expected} are whole")
        if not found:
            raise CorruptSegment(self._folder, 0, f"no frame has the hash {head}")
        return Verified(events, hash.hex())

    def close(self) -> None:
        """Give up the files and the lock; a second time does nothing."""
        with self._lock:
            if not self._closed:
                self._closed = True
                os.close(self._file)
                os.close(self._guard)

    # Writing

    def _check_open(self) -> None:
        if self._closed:
            raise ValueError(f"the log {self._folder} is closed")
        self._syncing.check()

    def _write(
        self, stream: str, version: int, events: Sequence[NewEvent], key: str | None
    ) -> Position:
        # All of it is encoded before a byte is written: a value that cannot be stored raises here.
        payloads = [
            dumps([stream, version + number, event.type, event.data, event.metadata.row()])
            for number, event in enumerate(events)
        ]
        commit = dumps([stream, version, len(events), key])
        if self._size >= self._segment_bytes:
            self._roll()
        batch, data = self._framed(stream, version, key, payloads, commit)
        try:
            _write_all(self._file, data)
        except BaseException as error:
            self._unwrite(error)
            raise
        end = self._index(batch)
        self._syncing.written(end.position, self._file)
        return end

    def _framed(
        self, stream: str, version: int, key: str | None, payloads: list[bytes], commit: bytes
    ) -> tuple[Batch, bytes]:
        hash, size = self._head, self._size
        frames, offsets = [], []
        for payload in payloads:
            frame = encoded(EVENT, payload, hash)
            frames.append(frame)
            offsets.append(size)
            hash = hash_of(frame)
            size += len(frame)
        last = encoded(COMMIT, commit, hash)
        frames.append(last)
        size += len(last)
        return Batch(stream, version, key, offsets, size, hash_of(last)), b"".join(frames)

    def _unwrite(self, error: BaseException) -> None:
        """Take back what was written of a batch: the next one follows the last whole one."""
        try:
            os.ftruncate(self._file, self._size)
        except OSError as second:
            self._syncing.fail(second)
            raise second from error

    def _index(self, batch: Batch) -> Position:
        written = self._streams.setdefault(batch.stream, array("Q"))
        first = len(self._offsets) + 1
        self._offsets.extend(batch.offsets)
        end = Position(len(self._offsets), len(written) + len(batch.offsets))
        written.extend(range(first, end.position + 1))
        if batch.key is not None:
            self._keys[batch.stream, batch.key] = end
        self._head, self._size = batch.hash, batch.end
        return end

    # Segments

    def _recover(self) -> int:
        """Index what is there, and return the file to go on with."""
        for segment, batch in batches(self._folder, repair=True):
            if not self._segments or self._segments[-1] != segment:
                self._segments.append(segment)
            if batch.first_version != len(self._streams.get(batch.stream, ())) + 1:
                raise CorruptSegment(segment.path, batch.offsets[0], "a version is left out")
            self._index(batch)
        path = segment_path(self._folder, len(self._offsets) + 1)
        if path.exists():  # nothing was committed to it
            self._segments.append(Segment(path, len(self._offsets) + 1))
            self._size = 0
        if not self._segments:
            return self._new_segment()
        return os.open(self._segments[-1].path, os.O_RDWR | os.O_APPEND)

    def _new_segment(self) -> int:
        first = len(self._offsets) + 1
        path = segment_path(self._folder, first)
        file = os.open(path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_EXCL, 0o666)
        sync_folder(self._folder)
        self._segments.append(Segment(path, first))
        self._size = 0
        return file

    def _roll(self) -> None:
        """Go on in a new segment. A batch is in one segment, however large it is."""
        # Nobody syncs the old file once everything in it is safe.
        self._syncing.wait(len(self._offsets))
        old, self._file = self._file, self._new_segment()
        self._syncing.written(len(self._offsets), self._file)
        os.close(old)

    # Reading

    def _acknowledged(self, positions: Sequence[int]) -> int:
        """Return how many of a stream's events, whose positions these are, may be read."""
        return bisect_right(positions, self._syncing.safe)

    def _read(self, positions: Iterable[int]) -> Iterator[Recorded]:
        reader = SegmentReader(self._segments, self._offsets)
        try:
            for position in positions:
                yield reader.event(position)
        finally:
            reader.close()


def _write_all(file: int, data: bytes) -> None:
    rest = memoryview(data)
    while rest:
        rest = rest[os.write(file, rest) :]
