"""Hostile texts in every input: they find what they say, and change nothing."""

from __future__ import annotations

from types import ModuleType

from challenges.senior.security.query_guard.tests.database import make_db, search
from challenges.senior.security.query_guard.tests.payloads import PAYLOADS
from challenges.shared.testing import check, live

# For each payload one user with that name and one with that role, and each of them deleted too.
ROWS = [
    (4 * number + copy, *fields, number, copy // 2, "s")
    for number, payload in enumerate(PAYLOADS, start=1)
    for copy, fields in enumerate(
        [(payload, "dev"), ("user", payload), (payload, "dev"), ("user", payload)]
    )
]


def test_in_the_name(subject: ModuleType) -> None:
    """Each text finds the names that contain it, as a plain filter does."""
    conn = make_db(ROWS)
    for payload in PAYLOADS:
        check(subject.find_users, live(conn), name_contains=payload).returns(
            search(ROWS, name_contains=payload), why="the text stands for itself"
        )


def test_in_the_roles(subject: ModuleType) -> None:
    """Each text finds the users with that role, alone and beside another role."""
    conn = make_db(ROWS)
    for payload in PAYLOADS:
        for roles in ([payload], ["nobody", payload]):
            check(subject.find_users, live(conn), roles=roles).returns(
                search(ROWS, roles=roles), why="a role is compared as it is"
            )


def test_in_the_order(subject: ModuleType) -> None:
    """Each text is refused, alone and behind the name of a column."""
    conn = make_db(ROWS)
    for payload in PAYLOADS:
        for sort in (payload, f"id{payload}", f"name {payload}"):
            check(subject.find_users, live(conn), sort=sort).raises(
                ValueError, why="only id, name and created are offered"
            )
    check(subject.find_users, live(conn), limit=1_000).returns(
        search(ROWS, limit=1_000), why="the table is as it was"
    )
