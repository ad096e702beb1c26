"""Reading a log from its beginning: what is whole, what was never finished, what is damaged.

The last batch may be unfinished, because the process or the machine has stopped while it was
written: it is cut off, and its bytes are set aside in a file. Anything else that is not as it was
written is damage, and damage is told and not repaired: nobody knows what was there.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from .codec import loads
from .errors import CorruptSegment
from .frames import COMMIT, NO_HASH, BadFrame, commit_after, decoded, hash_of

_log = logging.getLogger(__package__)

SUFFIX = ".segment"


class Batch(NamedTuple):
    """What one append has written.

    Attributes:
        stream: the stream's name.
        first_version: of its first event.
        key: the idempotency key, or None.
        offsets: of its event frames in the segment.
        end: of the commit frame in the segment.
        hash: of the commit frame.
    """

    stream: str
    first_version: int
    key: str | None
    offsets: list[int]
    end: int
    hash: bytes


class Segment(NamedTuple):
    """A file of the log.

    Attributes:
        path: where it is; the name says the first position.
        first: the position of its first event.
    """

    path: Path
    first: int


def segment_path(folder: Path, first: int) -> Path:
    """Return the path of the segment that begins with a position."""
    return folder / f"{first:020}{SUFFIX}"


def segments_of(folder: Path) -> list[Segment]:
    """Return the segments of a folder in the order of their positions."""
    paths = sorted(folder.glob(f"*{SUFFIX}"))
    return [Segment(path, int(path.name.removesuffix(SUFFIX))) for path in paths]


def batches(folder: Path, *, repair: bool) -> Iterator[tuple[Segment, Batch]]:
    """Yield what was committed, in order, and check every frame and the chain of hashes.

    Args:
        folder: of the log.
        repair: whether to cut off an unfinished end; otherwise it is left where it is.

    Raises:
        CorruptSegment: bytes inside the log are not as they were written, or a segment is missing.

    Complexity: time O(bytes), memory O(one segment).
    """
    segments = segments_of(folder)
    position, hash = 1, NO_HASH
    for number, segment in enumerate(segments):
        if segment.first != position:
            raise CorruptSegment(
                segment.path, 0, f"begins with position {segment.first}, {position} comes next"
            )
        data = segment.path.read_bytes()
        end = 0
        try:
            for batch in _batches_of(data, hash, segment.path):
                yield segment, batch
                position += len(batch.offsets)
                end, hash = batch.end, batch.hash
        except BadFrame as bad:
            if number < len(segments) - 1 or commit_after(data, end):
                raise CorruptSegment(segment.path, _offset(data, end), str(bad)) from None
            if repair:
                _cut(segment.path, data, end, str(bad))


def _batches_of(data: bytes, hash: bytes, path: Path) -> Iterator[Batch]:
    """Yield the batches of a segment; BadFrame where one is not whole."""
    offset = 0
    while offset < len(data):
        offsets: list[int] = []
        while True:
            frame = decoded(data, offset)
            if frame.previous != hash:
                raise CorruptSegment(path, offset, "follows another frame than the one before it")
            hash = hash_of(memoryview(data)[offset : frame.end])
            if frame.type == COMMIT:
                break
            offsets.append(offset)
            offset = frame.end
        stream, first_version, count, key = _committed(frame.payload)
        if count != len(offsets):
            raise CorruptSegment(path, offset, f"commits {count} events, {len(offsets)} are there")
        offset = frame.end
        yield Batch(stream, first_version, key, offsets, offset, hash)


def _committed(payload: bytes) -> list[Any]:
    fields: list[Any] = loads(payload)
    return fields


def _offset(data: bytes, offset: int) -> int:
    """Return where the first bad frame from an offset on begins."""
    while True:
        try:
            offset = decoded(data, offset).end
        except BadFrame:
            return offset


def _cut(path: Path, data: bytes, end: int, why: str) -> None:
    aside = path.with_name(f"{path.name}.cut-{end}")
    _log.warning("%s: %d bytes from %d on are cut off: %s", path, len(data) - end, end, why)
    aside.write_bytes(data[end:])
    with path.open("rb+") as file:
        file.truncate(end)
        os.fsync(file.fileno())
