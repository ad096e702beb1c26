"""What a store of events is, and the simplest one."""

from __future__ import annotations

import threading
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from .codec import dumps, loads
from .errors import VersionConflict
from .events import Metadata, NewEvent, Position, Recorded
from .subscriptions import Bell, follow

ANY: Final = -1
"""As `expected_version`: whatever version the stream has."""

NO_STREAM: Final = 0
"""As `expected_version`: nothing was written to the stream yet."""


class Snapshot(NamedTuple):
    """A state that was stored, so that not everything is read again.

    Attributes:
        version: of the last event in it.
        data: the state, of types that `dumps` knows.
    """

    version: int
    data: Any


class EventStore(Protocol):
    """Streams of events, only ever appended to; safe to use from several threads."""

    def append(
        self,
        stream: str,
        events: Sequence[NewEvent],
        expected_version: int = ANY,
        idempotency_key: str | None = None,
    ) -> Position:
        """Store all events or none, and return when they are as safe as the store makes them.

        Args:
            stream: its name: any text.
            events: at least one.
            expected_version: what the stream must be at; ANY, NO_STREAM, or a version.
            idempotency_key: an append to this stream with a key that was used before stores
                nothing and returns what that one returned, whoever did it and when.

        Raises:
            VersionConflict: the stream is at another version.
            ValueError: there are no events, or the version is below ANY.
            TypeError: a value in an event cannot be stored without loss.
        """

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield the events of a stream with versions from `from_` to `to`, both included.

        A stream that was never written to has none. What is appended later is not yielded.
        """

    def read_all(
        self,
        from_position: int = 1,
        types: Collection[str] | None = None,
        prefix: str = "",
    ) -> Iterator[Recorded]:
        """Yield the events of all streams from a position on, in their one order.

        Args:
            from_position: the first position.
            types: only events of these types.
            prefix: only events of streams whose name begins so.
        """

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""

    def position(self) -> int:
        """Return how many events the store has."""

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one, all of it or nothing."""

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events of all streams from a position on, then those to come, for ever."""

    def close(self) -> None:
        """Give up what is held; a second time does nothing."""


def check_append(events: Sequence[NewEvent], expected_version: int) -> None:
    """Raise ValueError for what no store can append."""
    if not events:
        raise ValueError("events is empty, must have at least one event")
    if expected_version < ANY:
        raise ValueError(f"expected_version is {expected_version}, must be a version or ANY")


def check_version(store: EventStore, stream: str, expected: int, actual: int) -> None:
    """Raise VersionConflict if a stream is not where the writer thinks it is."""
    if expected not in (ANY, actual):
        since = store.read(stream, expected + 1) if expected < actual else ()
        raise VersionConflict(stream, expected, actual, tuple(since))


def chosen(
    events: Iterator[Recorded], types: Collection[str] | None, prefix: str
) -> Iterator[Recorded]:
    """Yield the events of some types in streams whose name begins with `prefix`."""
    return (
        event
        for event in events
        if (types is None or event.type in types) and event.stream.startswith(prefix)
    )


class MemoryStore:
    """A store without a disk, for tests and for what need not survive."""

    def __init__(self) -> None:
        self._lock = threading.RLock()
        self._events: list[Recorded] = []
        self._streams: dict[str, list[Recorded]] = {}
        self._keys: dict[tuple[str, str], Position] = {}
        self._snapshots: dict[str, tuple[int, bytes]] = {}
        self._bell = Bell()

    def append(
        self,
        stream: str,
        events: Sequence[NewEvent],
        expected_version: int = ANY,
        idempotency_key: str | None = None,
    ) -> Position:
        """Store all events or none. See `EventStore.append`."""
        check_append(events, expected_version)
        # The same way as through a file: what cannot be stored fails here, too, and nobody keeps
        # a list that was given to an event and changes it later.
        copies = [loads(dumps([event.type, event.data, event.metadata.row()])) for event in events]
        with self._lock:
            if idempotency_key is not None and (known := self.find(stream, idempotency_key)):
                return known
            check_version(self, stream, expected_version, self.version(stream))
            written = self._streams.setdefault(stream, [])
            for type_, data, metadata in copies:
                position, version = len(self._events) + 1, len(written) + 1
                event = Recorded(position, stream, version, type_, data, Metadata(*metadata))
                self._events.append(event)
                written.append(event)
            end = Position(len(self._events), len(written))
            if idempotency_key is not None:
                self._keys[stream, idempotency_key] = end
        self._bell.ring()
        return end

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield events of a stream. See `EventStore.read`."""
        with self._lock:
            events = self._streams.get(stream, [])[max(from_, 1) - 1 : to]
        return reversed(events) if backwards else iter(events)

    def read_all(
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
    ) -> Iterator[Recorded]:
        """Yield events of all streams. See `EventStore.read_all`."""
        with self._lock:
            events = self._events[max(from_position, 1) - 1 :]
        return chosen(iter(events), types, prefix)

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""
        return len(self._streams.get(stream, ()))

    def position(self) -> int:
        """Return how many events the store has."""
        return len(self._events)

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""
        return self._keys.get((stream, idempotency_key))

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one."""
        self._snapshots[stream] = version, dumps(data)

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        found = self._snapshots.get(stream)
        return Snapshot(found[0], loads(found[1])) if found else None

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events from a position on, then those to come, for ever."""
        return follow(self, self._bell, from_position)

    def close(self) -> None:
        """Nothing is held."""
