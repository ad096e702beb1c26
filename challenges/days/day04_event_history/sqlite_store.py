"""The same store in a SQLite file: for several processes, and for who wants SQL."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import AsyncIterator, Collection, Iterator, Sequence
from typing import Any, Self

from .codec import dumps, loads
from .events import Metadata, NewEvent, Position, Recorded
from .store import ANY, Snapshot, check_append, check_version, chosen
from .subscriptions import Bell, follow

_SCHEMA = """
create table if not exists events (
    position integer primary key,
    stream blob not null,
    version integer not null,
    body blob not null,
    unique (stream, version)
);
create table if not exists keys (
    stream blob not null,
    key blob not null,
    position integer not null,
    version integer not null,
    primary key (stream, key)
) without rowid;
create table if not exists snapshots (
    stream blob primary key,
    version integer not null,
    data blob not null
) without rowid;
"""
_PAGE = 256  # rows of one read: no read keeps a transaction open


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
        self._lock = threading.RLock()
        self._bell = Bell()
        self._database = sqlite3.connect(
            path, timeout=timeout, isolation_level=None, check_same_thread=False
        )
        try:
            self._database.execute("pragma journal_mode = wal")
            self._database.execute("pragma synchronous = full")
            self._database.executescript(_SCHEMA)
        except BaseException:
            self._database.close()
            raise

    def __enter__(self) -> Self:
        """Return the store, which is closed at the end of the block."""
        return self

    def __exit__(self, *exception: object) -> None:
        """Close it."""
        self.close()

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
        check_append(events, expected_version)
        bodies = [dumps([event.type, event.data, event.metadata.row()]) for event in events]
        with self._lock:
            # The lock of the writers before the look at the version: nobody comes between.
            self._database.execute("begin immediate")
            try:
                end = self._append(stream, bodies, expected_version, idempotency_key)
                self._database.execute("commit")
            except BaseException:
                if self._database.in_transaction:
                    self._database.execute("rollback")
                raise
        self._bell.ring()
        return end

    def _append(self, stream: str, bodies: list[bytes], expected: int, key: str | None) -> Position:
        if key is not None and (known := self.find(stream, key)):
            return known
        version, position, name = self.version(stream), self.position(), _name(stream)
        check_version(self, stream, expected, version)
        self._database.executemany(
            "insert into events values (?, ?, ?, ?)",
            (
                (position + number, name, version + number, body)
                for number, body in enumerate(bodies, 1)
            ),
        )
        end = Position(position + len(bodies), version + len(bodies))
        if key is not None:
            self._database.execute("insert into keys values (?, ?, ?, ?)", (name, _name(key), *end))
        return end

    def read(
        self, stream: str, from_: int = 1, to: int | None = None, backwards: bool = False
    ) -> Iterator[Recorded]:
        """Yield events of a stream. See `EventStore.read`."""
        last = self.version(stream)
        return self._versions(
            _name(stream), max(from_, 1), last if to is None else min(to, last), backwards
        )

    def _versions(self, name: bytes, first: int, last: int, backwards: bool) -> Iterator[Recorded]:
        where = "stream = ? and version between ? and ? order by version"
        while first <= last:
            if backwards:
                start = max(first, last - _PAGE + 1)
                yield from self._rows(f"{where} desc", (name, start, last))
                last = start - 1
            else:
                end = min(last, first + _PAGE - 1)
                yield from self._rows(where, (name, first, end))
                first = end + 1

    def read_all(
        self, from_position: int = 1, types: Collection[str] | None = None, prefix: str = ""
    ) -> Iterator[Recorded]:
        """Yield events of all streams. See `EventStore.read_all`."""
        return chosen(self._all(max(from_position, 1), self.position()), types, prefix)

    def _all(self, first: int, last: int) -> Iterator[Recorded]:
        for start in range(first, last + 1, _PAGE):
            end = min(last, start + _PAGE - 1)
            yield from self._rows("position between ? and ? order by position", (start, end))

    def version(self, stream: str) -> int:
        """Return how many events a stream has."""
        row = self._one("select max(version) from events where stream = ?", (_name(stream),))
        return int(row[0] or 0)

    def position(self) -> int:
        """Return how many events the store has."""
        return int(self._one("select max(position) from events", ())[0] or 0)

    def find(self, stream: str, idempotency_key: str) -> Position | None:
        """Return what the append with this key returned, or None."""
        row = self._one(
            "select position, version from keys where stream = ? and key = ?",
            (_name(stream), _name(idempotency_key)),
        )
        return Position(*row) if row else None

    def snapshot(self, stream: str, version: int, data: Any) -> None:
        """Store a state of a stream in place of an earlier one, all of it or nothing."""
        with self._lock:
            self._database.execute(
                "insert or replace into snapshots values (?, ?, ?)",
                (_name(stream), version, dumps(data)),
            )

    def load_snapshot(self, stream: str) -> Snapshot | None:
        """Return the state that was stored last, or None."""
        row = self._one("select version, data from snapshots where stream = ?", (_name(stream),))
        return Snapshot(row[0], loads(row[1])) if row else None

    def subscribe(self, from_position: int = 1) -> AsyncIterator[Recorded]:
        """Yield the events of all streams from a position on, then those to come, for ever."""
        return follow(self, self._bell, from_position)

    def close(self) -> None:
        """Give up the file; a second time does nothing."""
        with self._lock:
            self._database.close()

    def _one(self, query: str, values: tuple[Any, ...]) -> Any:
        with self._lock:
            return self._database.execute(query, values).fetchone()

    def _rows(self, where: str, values: tuple[Any, ...]) -> list[Recorded]:
        query = f"select position, stream, version, body from events where {where}"
        with self._lock:
            rows = self._database.execute(query, values).fetchall()
        found = []
        for position, stream, version, body in rows:
            type, data, metadata = loads(body)
            name = stream.decode("utf-8", "surrogatepass")
            found.append(Recorded(position, name, version, type, data, Metadata(*metadata)))
        return found


def _name(text: str) -> bytes:
    # As text SQLite takes neither lone surrogates nor, everywhere, NUL.
    return text.encode("utf-8", "surrogatepass")
