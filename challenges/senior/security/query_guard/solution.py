"""Search without injection: no input can change what the SQL statement means."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

# A name cannot be a parameter, so it never comes from outside: what is asked for selects one of
# these texts.
_ORDERS = {
    ("id", False): "id",
    ("id", True): "id DESC",
    ("name", False): "name, id",
    ("name", True): "name DESC, id",
    ("created", False): "created, id",
    ("created", True): "created DESC, id",
}
_LARGEST_LIMIT = 1_000


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
    order = _ORDERS.get((sort, bool(descending)))
    if order is None:
        raise ValueError(f"sort must be id, name or created, got {sort!r}")
    if type(limit) is not int or not 1 <= limit <= _LARGEST_LIMIT:
        raise ValueError(f"limit must be an int from 1 to {_LARGEST_LIMIT}, got {limit!r}")

    conditions = ["deleted = 0"]
    parameters: list[str | int] = []
    if name_contains is not None:
        if "\0" in name_contains:
            return []  # LIKE would stop reading the pattern there; no name holds a NUL
        conditions.append(r"name LIKE ? ESCAPE '\'")
        parameters.append(f"%{_literal(name_contains)}%")
    if roles is not None:
        wanted = list(roles)
        conditions.append(f"role IN ({', '.join('?' * len(wanted))})")
        parameters.extend(wanted)
    statement = (
        f"SELECT id, name FROM users WHERE {' AND '.join(conditions)} ORDER BY {order} LIMIT ?"
    )
    return conn.execute(statement, [*parameters, limit]).fetchall()


def _literal(text: str) -> str:
    r"""A LIKE pattern that matches just this text. The escape sign itself comes first: escaped
    later, it would double the ones put in for % and _."""
    return text.replace("\\", r"\\").replace("%", r"\%").replace("_", r"\_")
