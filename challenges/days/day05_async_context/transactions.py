"""Transactions of SQLite as blocks, inside each other as savepoints."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

from .resources import resource


@resource
def transaction(
    connection: sqlite3.Connection, savepoint: bool = True
) -> Iterator[sqlite3.Connection]:
    """Commit what the block has done, or nothing of it if it fails.

    Inside a transaction the block is a savepoint: its failure undoes its own work only, and the
    outer block decides about all of it.

    Args:
        connection: the database; its isolation level does not matter.
        savepoint: False: inside a transaction the block is a part of that, and undoes nothing
            alone.

    Yields:
        The connection.

    Raises:
        sqlite3.Error: nothing could be begun or committed; then all is undone.
    """
    if not connection.in_transaction:
        begin, commit, undo = "BEGIN", "COMMIT", ["ROLLBACK"]
    elif savepoint:
        # Names nest: each command means the innermost of that name.
        begin, commit = "SAVEPOINT nested", "RELEASE nested"
        undo = ["ROLLBACK TO nested", "RELEASE nested"]
    else:
        yield connection
        return
    connection.execute(begin)
    try:
        yield connection
        connection.execute(commit)
    except BaseException:
        # SQLite has undone it already after some errors, such as a full disk.
        if connection.in_transaction:
            for command in undo:
                connection.execute(command)
        raise
