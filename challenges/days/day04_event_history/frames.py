"""The bytes of a log: frames that can be checked one by one, and in a chain.

    magic 2 | type 1 | 0 | length 4 | CRC-32 4 | hash of the previous frame 32 | payload

Numbers are little-endian. The CRC is over the rest of the frame, so damage by chance is found; the
hash is SHA-256 over the whole previous frame, so a change on purpose needs every later frame to be
changed as well, and does not get past whoever has noted one hash. A batch is a frame for each
event and a commit frame; what has no commit was never there.
"""

from __future__ import annotations

import struct
from hashlib import sha256
from typing import Final, NamedTuple
from zlib import crc32

MAGIC: Final = b"\xe5\x1e"
EVENT: Final = 1
COMMIT: Final = 2
NO_HASH: Final = bytes(32)
"""What the first frame of a log has as the hash of the one before it."""

_HEADER = struct.Struct("<2sBxII32s")
HEADER_BYTES: Final = _HEADER.size
LARGEST_PAYLOAD: Final = 64 << 20


class Frame(NamedTuple):
    """A frame that was read.

    Attributes:
        type: EVENT or COMMIT.
        payload: its bytes.
        previous: the hash that it has of the frame before it.
        end: the offset after it.
    """

    type: int
    payload: bytes
    previous: bytes
    end: int


class BadFrame(Exception):
    """There is no frame at an offset; the text says why."""


def hash_of(frame: bytes | memoryview) -> bytes:
    """Return what the frame after this one has as its previous hash."""
    return sha256(frame).digest()


def encoded(type: int, payload: bytes, previous: bytes) -> bytes:
    """Return the bytes of a frame.

    Raises:
        ValueError: the payload is larger than LARGEST_PAYLOAD.
    """
    if len(payload) > LARGEST_PAYLOAD:
        raise ValueError(f"an event of {len(payload)} bytes, must be at most {LARGEST_PAYLOAD}")
    crc = crc32(payload, crc32(_HEADER.pack(MAGIC, type, len(payload), 0, previous)))
    return _HEADER.pack(MAGIC, type, len(payload), crc, previous) + payload


def frame_bytes(data: bytes, offset: int) -> int:
    """Return how long the frame at an offset says it is.

    Raises:
        BadFrame: there is none.
    """
    if offset + HEADER_BYTES > len(data):
        raise BadFrame("the header of a frame is cut off")
    length: int = _HEADER.unpack_from(data, offset)[2]
    if length > LARGEST_PAYLOAD:
        raise BadFrame(f"a frame of {length} bytes, more than any")
    return HEADER_BYTES + length


def decoded(data: bytes, offset: int) -> Frame:
    """Return the frame at an offset.

    Raises:
        BadFrame: it is cut off, or not as it was written.
    """
    end = offset + frame_bytes(data, offset)
    magic, type, length, crc, previous = _HEADER.unpack_from(data, offset)
    if magic != MAGIC or data[offset + 3] != 0 or type not in (EVENT, COMMIT):
        raise BadFrame("no frame begins here")
    if end > len(data):
        raise BadFrame(
            f"a frame is cut off: {len(data) - offset} of {end - offset} bytes are there"
        )
    payload = data[offset + HEADER_BYTES : end]
    if crc32(payload, crc32(_HEADER.pack(magic, type, length, 0, previous))) != crc:
        raise BadFrame("the CRC-32 of a frame is another one")
    return Frame(type, payload, previous, end)


def commit_after(data: bytes, offset: int) -> bool:
    """Say whether a commit frame lies anywhere behind an offset: what is before it was whole."""
    place = data.find(MAGIC, offset)
    while place != -1:
        try:
            if decoded(data, place).type == COMMIT:
                return True
        except BadFrame:
            pass
        place = data.find(MAGIC, place + 1)
    return False
