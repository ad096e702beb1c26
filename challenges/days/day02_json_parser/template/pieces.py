"""Pieces of bytes or text, in which a document comes, for the reader of a backend."""

from __future__ import annotations

from typing import Any, Protocol

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
