"""Walks over the lines of NDJSON and reads each."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, Self

from .errors import JSONDecodeError


class Lines(Protocol):
    """Yields the values of the lines that are not blank, and raises the errors of the others.

    Behind an error it goes on with the next line; the place of the error counts from the beginning
    of its line.

    Attributes:
        start: Offset of the line that was read last.
        end: Its end, without the newline.
    """

    start: int
    end: int

    def __iter__(self) -> Self: ...
    def __next__(self) -> object: ...


class EachLine:
    """Reads lines one by one.

    Args:
        data: The lines, which end at newlines.
        read: Returns the value of a line.

    Attributes:
        start: Offset of the line that was read last.
        end: Its end, without the newline.
    """

    def __init__(self, data: bytes, read: Callable[[bytes], object]) -> None:
        self._data = data
        self._read = read
        self.start = 0
        self.end = -1

    def __iter__(self) -> Self:
        return self

    def __next__(self) -> object:
        data = self._data
        while self.end < len(data):
            start = self.start = self.end + 1
            end = data.find(b"\n", start)
            self.end = end if end >= 0 else len(data)
            line = data[start : self.end]
            if not line:
                continue
            try:
                return self._read(line)
            except JSONDecodeError as error:
                if error.code != "empty":
                    raise
        raise StopIteration
