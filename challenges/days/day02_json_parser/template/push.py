"""A parser that is fed, and says what it has read so far."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from .pieces import Piece

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
        raise NotImplementedError("PushParser.__init__")

    def feed(self, data: Piece) -> None:
        """Takes the next piece; what is wrong in it is said by `events` and `close`.

        Raises:
            TypeError: Text follows bytes, or the other way round, or it is neither.
            ValueError: The parser is closed.
        """
        raise NotImplementedError("PushParser.feed")

    def events(self) -> Iterator[Event]:
        """Yields (pointer, event, value) for what has become known.

        Events are start_object, key, end_object, start_array, end_array and value. A pointer
        (RFC 6901) leads to the value; that of a key, to its object. The value is the key or scalar.

        Raises:
            JSONDecodeError: The document is not what was asked for. It is raised behind all events
                that came before the place.
        """
        raise NotImplementedError("PushParser.events")

    def finish(self) -> None:
        """Says that nothing follows, and leaves the rest to `events`."""
        raise NotImplementedError("PushParser.finish")

    def close(self) -> None:
        """Says that nothing follows. What becomes known by that is left for `events`.

        Raises:
            JSONDecodeError: The document is not what was asked for, or has no end.
        """
        raise NotImplementedError("PushParser.close")
