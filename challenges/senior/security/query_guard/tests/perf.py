"""Inputs on which the cost of find_users shows."""

from __future__ import annotations

import random
import sqlite3
from types import ModuleType

from challenges.senior.security.query_guard.tests.database import SCHEMA


def table_of_users(size: int) -> tuple[sqlite3.Connection]:
    """A table of n users, of which every third has the name that is asked for."""
    source = random.Random(size)
    conn = sqlite3.connect(":memory:")
    conn.execute(SCHEMA)
    rows = (
        (number, f"{source.choice(_NAMES)} {number}", "member", number, 0, "")
        for number in range(size)
    )
    conn.executemany("INSERT INTO users VALUES (?, ?, ?, ?, ?, ?)", rows)
    conn.commit()
    return (conn,)


def search_by_name(subject: ModuleType, conn: sqlite3.Connection) -> list[tuple[int, str]]:
    """Searches once, by name, for the newest fifty."""
    found: list[tuple[int, str]] = subject.find_users(
        conn, name_contains="ANNA", sort="created", descending=True
    )
    return found


_NAMES = ("Anna", "Berta", "Carla")
