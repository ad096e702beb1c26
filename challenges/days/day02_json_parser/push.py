"""A parser that is fed, and says what it has read so far."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator
from typing import Any

from .errors import pointer_step
from .options import LoadOptions, load_options
from .pieces import Piece, Pieces

Event = tuple[str, str, Any]


class PushParser:
    """Reads a document that is fed in pieces, however it is cut.

    Args:
        multiple: Whether documents may follow one another, or none may come.
        **options: As for `loads`; there is one dialect, and what backend is named does not matter.

    Raises:
        ValueError: An option has none of the allowed values.
        TypeError: There is no such option.
    """

    def __init__(self, *, multiple: bool = False, **options: Any) -> None:
        self._pieces = Pieces(push_options(options), multiple)
        self._place = _Place()
        self._ready: deque[Event] = deque()
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
        while self._ready:
            yield self._ready.popleft()
        while event := self._pieces.next_event():
            yield self._place.of(*event)

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
        while event := self._pieces.next_event():
            self._ready.append(self._place.of(*event))


def push_options(options: dict[str, Any]) -> LoadOptions:
    """Returns the checked options of a parser that is fed.

    Raises:
        ValueError: An option has none of the allowed values.
        TypeError: There is no such option.
    """
    given = dict(options)
    if given.pop("dialect", "json") != "json":
        raise ValueError("dialect must be json: the others are not read in pieces")
    given.pop("backend", None)  # there is one implementation, which all of them share
    return load_options(**given)


class _Place:
    """Follows events and knows where each is."""

    def __init__(self) -> None:
        self._above: list[tuple[str, int]] = []
        self._pointer = ""  # of the container that is open
        self._index = -1  # of its last element; -2 in an object
        self._key = ""

    def of(self, event: str, value: object) -> Event:
        """Returns an event with its place."""
        if event == "key":
            self._key = pointer_step(str(value))
            return self._pointer, event, value
        if event in ("end_object", "end_array"):
            pointer = self._pointer
            self._pointer, self._index = self._above.pop()
            return pointer, event, None
        pointer = self._pointer
        if self._above:
            if self._index >= -1:
                self._index += 1
            pointer += f"/{self._index if self._index >= 0 else self._key}"
        if event != "value":
            self._above.append((self._pointer, self._index))
            self._pointer, self._index = pointer, -1 if event == "start_array" else -2
        return pointer, event, value
