"""A users table in memory that notes what is sent to it and how many rows leave it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

Row = tuple[int, str, str, int, int, str]
"""id, name, role, created, deleted, secret."""


SCHEMA = """
    CREATE TABLE users(
        id INTEGER PRIMARY KEY, name TEXT NOT NULL, role TEXT NOT NULL,
        created INTEGER NOT NULL, deleted INTEGER NOT NULL, secret TEXT NOT NULL
    )
"""


class WatchedCursor(sqlite3.Cursor):
    """A cursor of a `WatchedConnection`, which counts the rows that leave the database."""

    connection: WatchedConnection

    def execute(self, sql: str, parameters: Any = (), /) -> WatchedCursor:
        self.connection.statements.append(sql)
        super().execute(sql, parameters)
        return self

    def __next__(self) -> Any:
        row = super().__next__()
        self.connection.fetched += 1
        return row

    def fetchone(self) -> Any:
        return next(self, None)

    def fetchmany(self, size: int | None = 1) -> list[Any]:
        rows = super().fetchmany(size)
        self.connection.fetched += len(rows)
        return rows

    def fetchall(self) -> list[Any]:
        rows = super().fetchall()
        self.connection.fetched += len(rows)
        return rows


class WatchedConnection(sqlite3.Connection):
    """A connection that notes statements and columns from `watch` on.

    Attributes:
        statements: The texts handed over for execution, with their placeholders.
        columns: The columns of users that the statements read.
        other_actions: What they do besides selecting and reading, as numbers of the authorizer.
        fetched: The rows that left the database.
    """

    def watch(self) -> None:
        self.statements: list[str] = []
        self.columns: set[str] = set()
        self.other_actions: set[int] = set()
        self.fetched = 0
        self.set_authorizer(self._note)

    def cursor(self, factory: Any = WatchedCursor) -> Any:
        return super().cursor(factory)

    def execute(self, sql: str, parameters: Any = (), /) -> WatchedCursor:
        cursor: WatchedCursor = self.cursor()
        return cursor.execute(sql, parameters)

    def _note(self, action: int, table: str | None, column: str | None, *_: object) -> int:
        if action == sqlite3.SQLITE_READ:
            if table == "users":
                self.columns.add(str(column))
        # Table-valued functions such as json_each announce themselves in sqlite_master.
        elif action not in (sqlite3.SQLITE_SELECT, sqlite3.SQLITE_FUNCTION) and (
            table != "sqlite_master"
        ):
            self.other_actions.add(action)
            return sqlite3.SQLITE_DENY
        return sqlite3.SQLITE_OK


def make_db(rows: Iterable[Row]) -> WatchedConnection:
    """Make a database with these users."""
    conn = sqlite3.connect(":memory:", factory=WatchedConnection)
    conn.watch()
    conn.set_authorizer(None)
    conn.execute(SCHEMA)
    conn.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", rows)
    conn.commit()
    conn.watch()
    return conn


def matches(name: str, text: str) -> bool:
    """Say whether a name contains a text, by the rule of the statement."""
    return fold(text) in fold(name)


def fold(text: str) -> str:
    """Make ASCII letters small and leave all others alone."""
    return "".join(chr(ord(c) + 32) if "A" <= c <= "Z" else c for c in text)


def search(
    rows: Sequence[Row],
    *,
    name_contains: str | None = None,
    roles: Sequence[str] | None = None,
    sort: str = "id",
    descending: bool = False,
    limit: int = 50,
) -> list[tuple[int, str]]:
    """Search in plain Python: the oracle."""
    found = [
        row
        for row in sorted(rows)
        if row[4] == 0
        and (name_contains is None or matches(row[1], name_contains))
        and (roles is None or row[2] in roles)
    ]
    column = {"id": 0, "name": 1, "created": 3}[sort]
    # Sorting is stable, also in reverse: equal ones stay in the order of id.
    found.sort(key=lambda row: row[column], reverse=descending)
    return [(row[0], row[1]) for row in found[:limit]]
