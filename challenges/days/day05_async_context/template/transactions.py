"""Transactions of SQLite as blocks, inside each other as savepoints."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator


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
    raise NotImplementedError("transaction")
