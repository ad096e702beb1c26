"""What is read: plain files by ranges, everything else as a stream, compressed ones unpacked."""

from __future__ import annotations

import io
import os
import stat
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from .errors import SourceError
from .unpacking import MAGIC_BYTES, packing_of, unpacked

STANDARD_INPUT = "-"
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream to count.

    Attributes:
        path: As it was given.
        size: Bytes of a regular file when it was looked at; None for anything else.
        packed: Whether it is a compressed file.
        identity: Device and inode of a file.
        host: Where it lies, if names are to say that.
    """

    path: str
    size: int | None
    packed: bool = False
    identity: tuple[int, int] | None = None
    host: str = ""

    @property
    def name(self) -> bytes:
        """What samples and partials call it."""
        return os.fsencode(f"{self.host}:{self.path}" if self.host else self.path)

    @property
    def has_ranges(self) -> bool:
        """Whether it can be read from anywhere.

        A file of size 0 may be one that the kernel makes up while it is read: it is a stream.
        """
        return bool(self.size) and not self.packed


def find_source(path: str) -> Source:
    """Looks at a path; of a file its first bytes are read.

    Raises:
        SourceError: Nothing is there, it is a directory, or it may not be read.
    """
    if path == STANDARD_INPUT:
        return Source(path, None)
    try:
        facts = Path(path).stat()
        if stat.S_ISDIR(facts.st_mode):
            raise SourceError(path, "is a directory, must be a file or -")
        if not stat.S_ISREG(facts.st_mode):
            return Source(path, None)
        file = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            packed = packing_of(os.pread(file, MAGIC_BYTES, 0)) is not None
        finally:
            os.close(file)
    except (OSError, ValueError) as error:
        raise SourceError(path, why(error)) from error
    return Source(path, facts.st_size, packed, (facts.st_dev, facts.st_ino))


class Stream:
    """The bytes of a source as they come, unpacked. Opening a pipe waits for its writer.

    What `head` has looked at is still there for the iteration that follows, which is the only one.
    """

    def __init__(self, source: Source) -> None:
        self._source = source
        self._blocks = self._read()
        self._looked_at: list[bytes] = []
        self._error: SourceError | None = None

    def head(self, size: int, newlines: int) -> bytes:
        """Returns bytes from the start: so many, or so many lines, or all; an error comes later."""
        try:
            while self._lacks(size, newlines) and (block := next(self._blocks, b"")):
                self._looked_at.append(block)
        except SourceError as error:
            self._error = error
        return b"".join(self._looked_at)

    def __iter__(self) -> Iterator[bytes]:
        """Yields the bytes.

        Raises:
            SourceError: It cannot be opened, read or unpacked to its end.
        """
        yield from self._looked_at
        self._looked_at.clear()
        if self._error:
            raise self._error
        yield from self._blocks

    def _lacks(self, size: int, newlines: int) -> bool:
        looked_at = self._looked_at
        if sum(map(len, looked_at)) >= size:
            return False
        return sum(block.count(b"\n") for block in looked_at) < newlines

    def _read(self) -> Iterator[bytes]:
        path = self._source.path
        try:
            with closing(_Rewound(path)) as file:
                packing = packing_of(file.head)
                if packing:
                    yield from unpacked(packing, file, path)
                    return
                while block := file.read(_BLOCK):
                    yield block
        except OSError as error:
            raise SourceError(path, why(error)) from error


class _Rewound(io.RawIOBase):
    """A file or standard input whose first bytes were looked at and can be read all the same."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self._own = path != STANDARD_INPUT
        self._file = os.open(path, os.O_RDONLY | os.O_CLOEXEC) if self._own else 0
        self.head = b""
        while len(self.head) < MAGIC_BYTES and (
            more := os.read(self._file, MAGIC_BYTES - len(self.head))
        ):
            self.head += more
        self._left = self.head

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: bytearray) -> int:  # type: ignore[override]
        if self._left:
            size = min(len(self._left), len(buffer))
            buffer[:size], self._left = self._left[:size], self._left[size:]
            return size
        return os.readv(self._file, [buffer])

    def close(self) -> None:
        if self._own and not self.closed:
            os.close(self._file)
        super().close()


def shrinkage(source: Source) -> str | None:
    """Returns what to say if a file has become shorter since it was looked at, else None."""
    try:
        size = Path(source.path).stat().st_size
    except OSError:
        return None  # removed or renamed while it was open: all its bytes were still there
    if not source.size or size >= source.size:
        return None
    return f"had {source.size} bytes when counting began and has {size} now; lines are missing"


def why(error: OSError | ValueError) -> str:
    """Returns the reason of an error without the path, in small letters."""
    text = (error.strerror if isinstance(error, OSError) else None) or str(error)
    return text[:1].lower() + text[1:]
