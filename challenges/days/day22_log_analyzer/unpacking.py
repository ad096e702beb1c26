"""Compressed files, known by their first bytes and unpacked in blocks of bounded size."""

from __future__ import annotations

import io
from collections.abc import Iterator
from importlib import import_module
from typing import IO, Any

from .errors import SourceError

MAGIC_BYTES = 6
_BLOCK = 1 << 20
_ZSTD_PIECE = 1 << 10  # a KiB may unpack to 32 MiB
_MAGIC = {
    b"\x1f\x8b": "gzip",
    b"BZh": "bzip2",
    b"\xfd7zXZ\x00": "xz",
    b"\x28\xb5\x2f\xfd": "zstd",
}


def packing_of(head: bytes) -> str | None:
    """Returns the name of a compression by the first bytes of a file, None for plain text."""
    return next((name for magic, name in _MAGIC.items() if head.startswith(magic)), None)


def unpacked(packing: str, file: io.RawIOBase, path: str) -> Iterator[bytes]:
    """Yields the bytes of a compressed file, of all its members one after the other.

    All that comes before a damaged place is yielded.

    Raises:
        SourceError: The file is cut short or damaged, or what unpacks it is not installed.
    """
    import lzma
    import zlib

    buffered = io.BufferedReader(file)
    blocks = _zstd_blocks(buffered, path) if packing == "zstd" else _blocks(packing, buffered)
    try:
        yield from _joined(blocks)
    except EOFError:
        raise SourceError(path, f"ends within its {packing} data; lines are missing") from None
    except (OSError, zlib.error, lzma.LZMAError) as error:
        raise SourceError(path, f"has damaged {packing} data: {error}") from error


def _joined(blocks: Iterator[bytes]) -> Iterator[bytes]:
    """Yields blocks worth counting, also what comes before an error."""
    waiting: list[bytes] = []
    size = 0
    try:
        for block in blocks:
            waiting.append(block)
            size += len(block)
            if size >= _BLOCK:
                yield b"".join(waiting)
                waiting, size = [], 0
    except Exception:
        yield b"".join(waiting)
        raise
    yield b"".join(waiting)


def _blocks(packing: str, file: IO[bytes]) -> Iterator[bytes]:
    reader = _reader(packing, file)
    while block := reader.read1(_BLOCK):
        yield block


def _reader(packing: str, file: IO[bytes]) -> Any:
    # Imported here: most logs need none of them.
    if packing == "gzip":
        import gzip

        return gzip.GzipFile(fileobj=file)
    if packing == "bzip2":
        import bz2

        return bz2.BZ2File(file)
    import lzma

    return lzma.LZMAFile(file)


def _zstd_blocks(file: IO[bytes], path: str) -> Iterator[bytes]:
    """Yields what frame after frame holds; the package's own reader is silent about a cut one."""
    try:
        zstandard = import_module("zstandard")
    except ImportError:
        raise SourceError(path, "is packed by zstd, and zstandard is not installed") from None
    frame = None
    try:
        while piece := file.read(_ZSTD_PIECE):
            while piece:
                frame = frame or zstandard.ZstdDecompressor().decompressobj()
                yield frame.decompress(piece)
                piece = frame.unused_data
                frame = None if frame.eof else frame
    except zstandard.ZstdError as error:
        raise OSError(str(error)) from error
    if frame:
        raise EOFError
