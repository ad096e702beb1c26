"""Values of a document as it arrives."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Protocol, cast

from .pieces import Piece, Pieces
from .pointers import split_pointer
from .push import PushParser, push_options

CHUNK = 256 * 1024  # bytes read of a file at once, at most


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
    parser = _parser(events, multiple, select, options)
    for piece in _pieces(source):
        parser.feed(piece)
        yield from parser.events()
    parser.finish()
    yield from parser.events()


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
    parser = _parser(events, multiple, select, options)
    async for piece in source:
        parser.feed(piece)
        for value in parser.events():
            yield value
    parser.finish()
    for value in parser.events():
        yield value


def _parser(
    events: bool, multiple: bool, select: str | None, options: dict[str, Any]
) -> PushParser | _ValueParser:
    if not events:
        return _ValueParser(multiple, select or "", options)
    if select is not None:
        raise ValueError("select goes with values, not with events")
    return PushParser(multiple=multiple, **options)


class _ValueParser:
    """Reads pieces like a PushParser, and yields the values of the places that are wanted."""

    def __init__(self, multiple: bool, select: str, options: dict[str, Any]) -> None:
        backend, checked = push_options(options)
        steps = tuple(split_pointer(select))
        self._pieces = Pieces(
            lambda is_text: backend.values(checked, multiple, is_text, steps), checked.max_size
        )
        self.feed = self._pieces.feed
        self.finish = self._pieces.finish

    def events(self) -> Iterator[Any]:
        """Yields the values that are complete."""
        while values := self._pieces.drain():
            yield from values


def _pieces(source: Source) -> Iterable[Piece]:
    if isinstance(source, bytes | bytearray | memoryview | str):
        return (source,)
    if hasattr(source, "read"):
        file = cast(Readable, source)
        read = getattr(file, "read1", file.read)  # of a pipe, what there is
        return iter(lambda: read(CHUNK) or None, None)
    return source
