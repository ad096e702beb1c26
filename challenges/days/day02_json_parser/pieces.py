"""Pieces of bytes or text, in which a document comes, for the reader of a backend."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

from .encodings import bytes_of

Piece = bytes | bytearray | memoryview | str


class Reader(Protocol):
    """What a backend makes for `events` and `values`: it is fed bytes, and drained.

    An error is raised by the drain in which nothing comes before it, and by all that follow.
    """

    def feed(self, data: bytes, /) -> None:
        """Takes the next bytes, however they are cut."""

    def finish(self) -> None:
        """Says that nothing follows."""

    def overflow(self) -> None:
        """Says that more followed than max_size allows: what is complete comes, then the error."""

    def drain(self) -> list[Any]:
        """Returns what has become known since; [] where more must come, or nothing comes any more.

        Raises:
            JSONDecodeError: The document is not what was asked for.
        """


class Pieces:
    """Feeds a reader with pieces of one kind, up to a limit.

    Args:
        reader: Makes the reader; is told whether the pieces are text.
        max_size: Bytes of the document, at most; -1 for any.
    """

    def __init__(self, reader: Callable[[bool], Reader], max_size: int) -> None:
        self._new_reader = reader
        self._reader: Reader | None = None
        self._is_text = False
        self._room = max_size  # bytes that may still come
        self._limited = max_size >= 0
        self._ended = False

    def feed(self, data: Piece) -> None:
        """Takes the next piece.

        Raises:
            TypeError: Text follows bytes, or the other way round, or it is neither.
        """
        if not isinstance(data, bytes | bytearray | memoryview | str):
            raise TypeError(f"a piece is of type {type(data).__name__}, must be bytes or str")
        is_text = isinstance(data, str)
        reader = self._reader or self._begin(is_text)
        if is_text is not self._is_text:
            kinds = ("str", "bytes") if is_text else ("bytes", "str")
            raise TypeError("a piece of {} follows one of {}".format(*kinds))
        if not self._ended:
            self._feed(reader, bytes_of(data))

    def _begin(self, is_text: bool) -> Reader:
        self._is_text = is_text
        self._reader = self._new_reader(is_text)
        return self._reader

    def _feed(self, reader: Reader, data: bytes) -> None:
        if not self._limited or len(data) <= self._room:
            self._room -= len(data)
            reader.feed(data)
            return
        end = self._room
        while self._is_text and data[end] & 0xC0 == 0x80:
            end -= 1  # text is not cut within a character
        self._ended = True
        reader.feed(data[:end])
        reader.overflow()

    def finish(self) -> None:
        """Says that nothing follows."""
        if not self._ended:
            self._ended = True
            (self._reader or self._begin(False)).finish()

    def drain(self) -> list[Any]:
        """Returns what has become known, as a reader does."""
        return self._reader.drain() if self._reader else []
