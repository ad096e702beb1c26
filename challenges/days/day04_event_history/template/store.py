"""What a store of events is, and the simplest one."""

from __future__ import annotations

from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Any, Final, NamedTuple, Protocol

from .events import NewEvent, Position, Recorded

ANY: Final = -1
"As `expected_version`: whatever version the stream has."
NO_STREAM: Final = 0
"As `expected_version`: nothing was written to the stream yet."


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
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
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


class MemoryStore:
    """A store without a disk, for tests and for what need not survive."""

    def __init__(self) -> None:
        raise NotImplementedError("MemoryStore")

    def append(
        self,
        stream: str,
        events: Sequence[NewEvent],
        expected_version: int = ANY,
        idempotency_key: str | None = None,
    ) -> Position:
        """Store all events or none. See `EventStore.append`."""
        raise NotImplementedError("append")

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield events of a stream. See `EventStore.read`."""
        raise NotImplementedError("read")

    def read_all(
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
    ) -> Iterator[Recorded]:
        """Yield events of all streams. See `EventStore.read_all`."""
        raise NotImplementedError("read_all")

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""
        raise NotImplementedError("version")

    def position(self) -> int:
        """Return how many events the store has."""
        raise NotImplementedError("position")

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""
        raise NotImplementedError("find")

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one."""
        raise NotImplementedError("snapshot")

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        raise NotImplementedError("load_snapshot")

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events from a position on, then those to come, for ever."""
        raise NotImplementedError("subscribe")

    def close(self) -> None:
        """Nothing is held."""
        raise NotImplementedError("close")
