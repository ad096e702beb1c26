"""A store in plain files: a log that is only ever appended to, cut into segments."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Any, Literal, NamedTuple, Self

from .events import NewEvent, Position, Recorded
from .store import ANY, Snapshot

Fsync = Literal["always", "group", "os"]
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
        raise NotImplementedError("SegmentLog")

    def __enter__(self) -> Self:
        """Return the log, which is closed at the end of the block."""
        raise NotImplementedError("__enter__")

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        raise NotImplementedError("__exit__")

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
        raise NotImplementedError("append")

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield events of a stream. See `EventStore.read`.

        Raises:
            CorruptSegment: an event was damaged since the log was opened.
        """
        raise NotImplementedError("read")

    def read_all(
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
    ) -> Iterator[Recorded]:
        """Yield events of all streams. See `EventStore.read_all`.

        Raises:
            CorruptSegment: an event was damaged since the log was opened.
        """
        raise NotImplementedError("read_all")

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""
        raise NotImplementedError("version")

    def position(self) -> int:
        """Return how many events the store has."""
        raise NotImplementedError("position")

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""
        raise NotImplementedError("find")

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one, all of it or nothing."""
        raise NotImplementedError("snapshot")

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        raise NotImplementedError("load_snapshot")

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events of all streams from a position on, then those to come, for ever."""
        raise NotImplementedError("subscribe")

    def verify(self, head: str | None = None) -> Verified:
        """Read the whole log, and check each frame and the chain of their hashes.

        Args:
            head: what an earlier `verify` has returned; it must be in the chain.

        Raises:
            CorruptSegment: something is not as it was written, or `head` is not in the chain.

        Complexity: time O(bytes), memory O(one segment).
        """
        raise NotImplementedError("verify")

    def close(self) -> None:
        """Give up the files and the lock; a second time does nothing."""
        raise NotImplementedError("close")
