"""One SELECT goes to the database, its text is the same for all values, and few rows come back."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.senior.security.query_guard.tests.database import make_db
from challenges.senior.security.query_guard.tests.payloads import PAYLOADS
from challenges.shared.testing import WrongAnswer, at_most, check, live

ROWS = [(number, f"user {number}", "dev", number, number % 2, "s") for number in range(1, 401)]
VISIBLE = {"id", "name", "role", "created", "deleted"}


def refuse(query: dict[str, Any], expected: str, got: object, why: str) -> None:
    call = ", ".join(f"{name}={value!r}" for name, value in query.items())
    raise WrongAnswer(call=f"find_users(conn, {call})", expected=expected, got=repr(got), why=why)


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({}, id="everybody"),
        pytest.param({"name_contains": "1"}, id="by name"),
        pytest.param({"roles": ["dev", "ops"]}, id="by role"),
        pytest.param(
            {"name_contains": "1", "roles": ["dev"], "sort": "created", "descending": True},
            id="with everything",
        ),
    ],
)
def test_one_select_without_the_secret(subject: ModuleType, query: dict[str, Any]) -> None:
    """A search sends one statement, which only selects, and never reads the secret."""
    conn = make_db(ROWS)
    assert check(subject.find_users, live(conn), **query).value
    if len(conn.statements) != 1:
        refuse(query, "one statement", conn.statements, "a search is one statement")
    if conn.other_actions:
        refuse(query, "only reading", conn.statements, "a search changes and creates nothing")
    if not conn.columns <= VISIBLE:
        refuse(
            query,
            f"only columns of {sorted(VISIBLE)} are read",
            sorted(conn.columns),
            "what is never read cannot leak",
        )


def test_the_text_does_not_depend_on_values(subject: ModuleType) -> None:
    """For each text the statement is the one that a harmless text gets."""
    conn = make_db(ROWS)
    for name in (None, "name_contains", "roles"):
        texts = []
        for payload in ["harmless", *PAYLOADS]:
            query: dict[str, Any] = {"limit": 7 + len(payload)}
            if name is not None:
                query[name] = payload if name == "name_contains" else ["dev", payload]
            del conn.statements[:]
            check(subject.find_users, live(conn), **query).satisfies(
                lambda found: isinstance(found, list), "a list"
            )
            texts.append(list(conn.statements))
            if texts[-1] != texts[0]:
                refuse(query, f"{texts[0]!r}", texts[-1], "values are parameters of a fixed text")


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"limit": 3}, id="a small limit"),
        pytest.param({"name_contains": "77"}, id="a rare name"),
        pytest.param({"roles": ["nobody"]}, id="a role that nobody has"),
        pytest.param({"sort": "created", "descending": True, "limit": 1}, id="the newest"),
    ],
)
def test_the_database_does_the_work(subject: ModuleType, query: dict[str, Any]) -> None:
    """No more rows leave the database than are returned."""
    conn = make_db(ROWS)
    users = check(subject.find_users, live(conn), **query).value
    at_most(
        conn.fetched,
        len(users),
        "rows taken out of the database",
        call=f"find_users(conn, {query})",
        why="a table of 100,000 users must not be carried into Python",
    )
