"""A parser that is fed, and says what it has read so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from . import backends
from .backends import Backend
from .options import LoadOptions, load_options
from .pieces import Piece, Pieces

Event = tuple[str, str, Any]


class PushParser:
    """Reads a document that is fed in pieces, however it is cut.

    Args:
        multiple: Whether documents may follow one another, or none may come.
        **options: As for `loads`; there is one dialect.

    Raises:
        ValueError: An option has none of the allowed values.
        TypeError: There is no such option.
        BackendUnavailableError: The backend cannot be used here.
    """

    def __init__(self, *, multiple: bool = False, **options: Any) -> None:
        backend, checked = push_options(options)
        self._pieces = Pieces(
            lambda is_text: backend.events(checked, multiple, is_text), checked.max_size
        )
        self._ready: Iterator[Event] = iter(())
        self._closed = False

    def feed(self, data: Piece) -> None:
        """Takes the next piece; what is wrong in it is said by `events` and `close`.

        Raises:
            TypeError: Text follows bytes, or the other way round, or it is neither.
            ValueError: The parser is closed.
        """
        if self._closed:
            raise ValueError("the parser is closed")
        self._pieces.feed(data)

    def events(self) -> Iterator[Event]:
        """Yields (pointer, event, value) for what has become known.

        Events are start_object, key, end_object, start_array, end_array and value. A pointer
        (RFC 6901) leads to the value; that of a key, to its object. The value is the key or scalar.

        Raises:
            JSONDecodeError: The document is not what was asked for. It is raised behind all events
                that came before the place.
        """
        while True:
            yield from self._ready
            events = self._pieces.drain()
            if not events:
                return
            self._ready = iter(events)

    def finish(self) -> None:
        """Says that nothing follows, and leaves the rest to `events`."""
        if not self._closed:
            self._closed = True
            self._pieces.finish()

    def close(self) -> None:
        """Says that nothing follows. What becomes known by that is left for `events`.

        Raises:
            JSONDecodeError: The document is not what was asked for, or has no end.
        """
        self.finish()
        ready = list(self._ready)
        try:
            while events := self._pieces.drain():
                ready += events
        finally:
            self._ready = iter(ready)


def push_options(options: dict[str, Any]) -> tuple[Backend, LoadOptions]:
    """Returns backend and checked options of a parser that is fed.

    Raises:
        ValueError: An option has none of the allowed values.
        TypeError: There is no such option.
        BackendUnavailableError: The backend cannot be used here.
    """
    given = dict(options)
    if given.pop("dialect", "json") != "json":
        raise ValueError("dialect must be json: the others are not read in pieces")
    name = given.pop("backend", None)
    return backends.find_backend(name) if name else backends.active, load_options(**given)
