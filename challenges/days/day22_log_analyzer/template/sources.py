"""What is read: files by ranges, everything else as a stream."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass

STANDARD_INPUT = "-"


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
        raise NotImplementedError("Source.has_ranges")


def find_source(path: str) -> Source:
    """Looks at a path without reading it.

    Raises:
        SourceError: Nothing is there, it is a directory, or it may not be read.
    """
    raise NotImplementedError("find_source")


def read_stream(source: Source) -> Iterator[bytes]:
    """Yields the bytes of a stream as they come. Opening a pipe waits for its writer.

    Raises:
        SourceError: It cannot be opened or read.
    """
    raise NotImplementedError("read_stream")


def shrinkage(source: Source) -> str | None:
    """Returns what to say if a file has become shorter since it was looked at, else None."""
    raise NotImplementedError("shrinkage")


def why(error: OSError | ValueError) -> str:
    """Returns the reason of an error without the path, in small letters."""
    raise NotImplementedError("why")
