"""The same store in a SQLite file: for several processes, and for who wants SQL."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Any, Self

from .events import NewEvent, Position, Recorded
from .store import ANY, Snapshot


class SqliteStore:
    """An `EventStore` in a SQLite file (WAL, synchronous=FULL): an append is safe when it returns.

    Subscribers hear of appends through this object; what other processes append is found with the
    next of them.
    """

    def __init__(self, path: str | os.PathLike[str], *, timeout: float = 5.0) -> None:
        """Open the file, which is made if it is not there.

        Args:
            path: of the database.
            timeout: seconds to wait for another process that is writing.

        Raises:
            sqlite3.Error: the file cannot be opened, or is no database.
        """
        raise NotImplementedError("SqliteStore")

    def __enter__(self) -> Self:
        """Return the store, which is closed at the end of the block."""
        raise NotImplementedError("__enter__")

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        raise NotImplementedError("__exit__")

    def append(
        self,
        stream: str,
        events: Sequence[NewEvent],
        expected_version: int = ANY,
        idempotency_key: str | None = None,
    ) -> Position:
        """Store all events or none. See `EventStore.append`.

        Raises:
            sqlite3.Error: SQLite cannot store them; nothing was stored.
        """
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
        """Store a state of a stream in place of an earlier one, all of it or nothing."""
        raise NotImplementedError("snapshot")

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        raise NotImplementedError("load_snapshot")

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events of all streams from a position on, then those to come, for ever."""
        raise NotImplementedError("subscribe")

    def close(self) -> None:
        """Give up the file; a second time does nothing."""
        raise NotImplementedError("close")
