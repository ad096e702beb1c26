"""Values of a document as it arrives."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Protocol

from .pieces import Piece

CHUNK = 256 * 1024


class Readable(Protocol):
    """A file of bytes or text."""

    def read(self, size: int, /) -> Any: ...


Source = Piece | Readable | Iterable[Piece]


def iterparse(
    source: Source,
    *,
    events: bool = False,
    multiple: bool = False,
    select: str | None = None,
    **options: Any,
) -> Iterator[Any]:
    """Yields values as soon as they are complete.

    Args:
        source: A file, of which what is there is taken, as of a pipe; an iterable of pieces; or
            one piece.
        events: Whether to yield (pointer, event, value) as `PushParser.events` does.
        multiple: Whether documents may follow one another, or none may come.
        select: Pointer to the values wanted, in which `*` stands for any step; None: documents.
        **options: As for `PushParser`.

    Raises:
        JSONDecodeError: The document is not what was asked for; all values before were yielded.
        ValueError: An option has none of the allowed values.

    Complexity:
        Memory O(the largest value yielded + one piece).
    """
    raise NotImplementedError("iterparse")


async def aiterparse(
    source: AsyncIterable[Piece],
    *,
    events: bool = False,
    multiple: bool = False,
    select: str | None = None,
    **options: Any,
) -> AsyncIterator[Any]:
    """Yields values as soon as they are complete, from an asynchronous source of pieces.

    Otherwise as `iterparse`.
    """
    raise NotImplementedError("aiterparse")
