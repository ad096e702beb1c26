"""Walks over the lines of NDJSON and reads each."""

from __future__ import annotations

from typing import Protocol, Self


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
