"""Search without injection: no input can change what the SQL statement means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable


def find_users(
    conn: sqlite3.Connection,
    *,
    name_contains: str | None = None,
    roles: Iterable[str] | None = None,
    sort: str = "id",
    descending: bool = False,
    limit: int = 50,
) -> list[tuple[int, str]]:
    """Find users that are not deleted.

    Args:
        conn: A database with the table users(id, name, role, created, deleted, secret).
        name_contains: A text that the name must contain, each character standing for itself; the
            case of ASCII letters is ignored. None lets every name through.
        roles: The roles of which a user must have one, at most 900. None lets every role through.
        sort: "id", "name" or "created"; ties are in ascending order of id.
        descending: Whether the order of `sort` is turned around.
        limit: The largest number of users that is returned, 1 to 1,000.

    Returns:
        id and name of each user found, in order.

    Raises:
        ValueError: if `sort` or `limit` is none of the allowed values.

    Complexity:
        One statement; no more rows leave the database than are returned.
    """
    raise NotImplementedError("find_users")
