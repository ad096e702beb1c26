"""The examples of the statement."""

from __future__ import annotations

from types import ModuleType

from challenges.senior.security.query_guard.tests.database import make_db
from challenges.shared.testing import check, live

ROWS = [
    (1, "A_n", "dev", 0, 0, "s"),
    (2, "Axn", "dev", 0, 0, "s"),
    (3, "old", "ops", 0, 1, "s"),
]


def test_an_underscore_is_an_underscore(subject: ModuleType) -> None:
    """Wildcards of LIKE stand for themselves, and the case of letters is ignored."""
    check(subject.find_users, live(make_db(ROWS)), name_contains="a_n").returns(
        [(1, "A_n")], why="'Axn' contains no underscore"
    )


def test_the_order_can_be_turned_around(subject: ModuleType) -> None:
    """Names in descending order, without those who are deleted."""
    check(subject.find_users, live(make_db(ROWS)), sort="name", descending=True).returns(
        [(2, "Axn"), (1, "A_n")], why="'x' comes after '_', and 'old' is deleted"
    )


def test_a_role_is_a_value(subject: ModuleType) -> None:
    """A role with quotes and a condition in it is the name of a role that nobody has."""
    check(subject.find_users, live(make_db(ROWS)), roles=["dev') OR 1=1 --"]).returns(
        [], why="nobody has a role of that name"
    )


def test_a_name_is_a_value(subject: ModuleType) -> None:
    """A text with a quote and a condition in it is contained in no name."""
    check(subject.find_users, live(make_db(ROWS)), name_contains="' OR deleted=1 --").returns(
        [], why="no name contains that text"
    )


def test_an_order_that_is_not_offered(subject: ModuleType) -> None:
    """Anything but the three orders raises ValueError."""
    conn = make_db(ROWS)
    check(subject.find_users, live(conn), sort="id; DROP TABLE users").raises(ValueError)
    check(subject.find_users, live(conn)).returns(
        [(1, "A_n"), (2, "Axn")], why="the table is still there"
    )
