"""What is read: files by ranges, everything else as a stream."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .errors import SourceError

STANDARD_INPUT = "-"
_BLOCK = 1 << 16


@dataclass(frozen=True, slots=True)
class Source:
    """A file or stream to count.

    Attributes:
        path: As it was given.
        size: Bytes of a regular file when it was looked at; None for anything else.
    """

    path: str
    size: int | None

    @property
    def name(self) -> bytes:
        """What samples and partials call it."""
        return os.fsencode(self.path)

    @property
    def has_ranges(self) -> bool:
        """Whether it can be read from anywhere.

        A file of size 0 may be one that the kernel makes up while it is read: it is a stream.
        """
        return bool(self.size)


def find_source(path: str) -> Source:
    """Looks at a path without reading it.

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
        os.close(os.open(path, os.O_RDONLY | os.O_CLOEXEC))
    except (OSError, ValueError) as error:
        raise SourceError(path, why(error)) from error
    return Source(path, facts.st_size)


def read_stream(source: Source) -> Iterator[bytes]:
    """Yields the bytes of a stream as they come. Opening a pipe waits for its writer.

    Raises:
        SourceError: It cannot be opened or read.
    """
    try:
        if source.path == STANDARD_INPUT:
            yield from _blocks(0)
            return
        file = os.open(source.path, os.O_RDONLY | os.O_CLOEXEC)
        try:
            yield from _blocks(file)
        finally:
            os.close(file)
    except OSError as error:
        raise SourceError(source.path, why(error)) from error


def _blocks(file: int) -> Iterator[bytes]:
    while block := os.read(file, _BLOCK):
        yield block


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
