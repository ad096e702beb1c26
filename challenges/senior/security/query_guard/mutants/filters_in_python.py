"""Wrong: safe, and carries the whole table into Python."""

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
    if sort not in ("id", "name", "created"):
        raise ValueError(f"sort must be id, name or created, got {sort!r}")
    if type(limit) is not int or not 1 <= limit <= 1_000:
        raise ValueError(f"limit must be an int from 1 to 1000, got {limit!r}")
    rows = conn.execute("SELECT id, name, created, role, deleted FROM users ORDER BY id").fetchall()
    wanted = None if roles is None else set(roles)
    found = [
        row
        for row in rows
        if row[4] == 0
        and (name_contains is None or _fold(name_contains) in _fold(row[1]))
        and (wanted is None or row[3] in wanted)
    ]
    place = ("id", "name", "created").index(sort)
    found.sort(key=lambda row: row[place], reverse=descending)
    return [(row[0], row[1]) for row in found[:limit]]


def _fold(text: str) -> str:
    return "".join(c.lower() if c.isascii() else c for c in text)
