"""Values of a document as it arrives."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import Any, Protocol, cast

from .builder import Builder
from .pieces import Piece, Pieces
from .pointers import split_pointer
from .push import PushParser, push_options

CHUNK = 64 * 1024  # bytes read of a file at once
_ANY = "*"


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
        source: A file, an iterable of pieces, or one piece.
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
        checked = push_options(options)
        self._pieces = Pieces(checked, multiple)
        self._steps = split_pointer(select)
        self._builder = Builder(checked)
        self._building = False
        # Of each container around: whether it lies on the way, and the index of its next element.
        self._around: list[tuple[bool, int]] = []
        self._key = ""
        self.feed = self._pieces.feed
        self.finish = self._pieces.finish

    def events(self) -> Iterator[Any]:
        """Yields the values that are complete."""
        builder = self._builder
        while found := self._pieces.next_event():
            event, value = found
            if self._building or self._is_wanted(event, value):
                self._building = not builder.take(event, value)
                if not self._building:
                    yield builder.value

    def _is_wanted(self, event: str, value: object) -> bool:
        """Tells whether a value begins that is wanted; if not, follows the event."""
        if event == "key":
            self._key = str(value)
            return False
        if event in ("end_object", "end_array"):
            self._around.pop()
            return False
        on_the_way = True
        if self._around:
            on_the_way, index = self._around[-1]
            step = self._key if index < 0 else str(index)
            if index >= 0:
                self._around[-1] = on_the_way, index + 1
            wanted = self._steps[len(self._around) - 1] if on_the_way else ""
            on_the_way = on_the_way and wanted in (_ANY, step)
        if on_the_way and len(self._around) == len(self._steps):
            return True
        if event != "value":
            inside = on_the_way and len(self._around) < len(self._steps)
            self._around.append((inside, 0 if event == "start_array" else -1))
        return False


def _pieces(source: Source) -> Iterable[Piece]:
    if isinstance(source, bytes | bytearray | memoryview | str):
        return (source,)
    if hasattr(source, "read"):
        file = cast(Readable, source)
        return iter(lambda: file.read(CHUNK) or None, None)
    return source
