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

_HEAD = struct.Struct("<2sBBI")
_HEAD_AND_CRC = struct.Struct("<2sBBII")
_BODY = _HEAD_AND_CRC.size  # where the hash of the previous frame begins, and the payload after it
HEADER_BYTES: Final = _BODY + len(NO_HASH)
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
    head, body = _HEAD.pack(MAGIC, type, 0, len(payload)), previous + payload
    return head + crc32(body, crc32(head)).to_bytes(4, "little") + body


def frame_bytes(data: bytes, offset: int) -> int:
    """Return how long the frame at an offset says it is, if its header is there."""
    if offset + HEADER_BYTES > len(data):
        return HEADER_BYTES
    length: int = _HEAD.unpack_from(data, offset)[3]
    return HEADER_BYTES + min(length, LARGEST_PAYLOAD)


def decoded(data: bytes, offset: int) -> Frame:
    """Return the frame at an offset.

    Raises:
        BadFrame: it is cut off, or not as it was written.
    """
    if offset + HEADER_BYTES > len(data):
        raise BadFrame("the header of a frame is cut off")
    magic, type, zero, length, crc = _HEAD_AND_CRC.unpack_from(data, offset)
    if magic != MAGIC or zero != 0 or type not in (EVENT, COMMIT) or length > LARGEST_PAYLOAD:
        raise BadFrame("no frame begins here")
    end = offset + HEADER_BYTES + length
    if end > len(data):
        raise BadFrame(f"a frame of {end - offset} bytes is cut off after {len(data) - offset}")
    body = data[offset + _BODY : end]
    if crc32(body, crc32(data[offset : offset + _HEAD.size])) != crc:
        raise BadFrame("the CRC-32 of a frame is another one")
    return Frame(type, body[len(NO_HASH) :], body[: len(NO_HASH)], end)


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
