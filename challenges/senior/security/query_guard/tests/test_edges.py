"""The corners of the statement, one sentence each."""

from __future__ import annotations

from types import ModuleType
from typing import Any

import pytest

from challenges.senior.security.query_guard.tests.database import make_db
from challenges.shared.testing import check, live

# Ids, names and dates are in different orders, and each has ties but the id.
ROWS = [
    (1, "Mia", "dev", 30, 0, "d"),
    (2, "adam", "ops", 10, 0, "c"),
    (3, "Mia", "ops", 20, 0, "b"),
    (4, "Zoe", "dev", 10, 0, "a"),
    (5, "gone", "ops", 5, 1, "e"),
    (6, "lost", "qa", 5, 2, "f"),
]


def found(subject: ModuleType, **query: Any) -> Any:
    """Search the table above, ready to be judged."""
    return check(subject.find_users, live(make_db(ROWS)), **query)


def ids(*numbers: int) -> list[tuple[int, str]]:
    """List id and name of these users, in this order."""
    names = {row[0]: row[1] for row in ROWS}
    return [(number, names[number]) for number in numbers]


def test_without_arguments(subject: ModuleType) -> None:
    """Everybody who is not deleted, by id."""
    found(subject).returns(ids(1, 2, 3, 4), why="5 and 6 are deleted")


def test_an_empty_table(subject: ModuleType) -> None:
    """Nobody is found."""
    check(subject.find_users, live(make_db([]))).returns([])


@pytest.mark.parametrize(
    ("sort", "descending", "order"),
    [
        pytest.param("id", True, (4, 3, 2, 1), id="id, descending"),
        pytest.param("name", False, (1, 3, 4, 2), id="name"),
        pytest.param("name", True, (2, 4, 1, 3), id="name, descending"),
        pytest.param("created", False, (2, 4, 3, 1), id="created"),
        pytest.param("created", True, (1, 3, 2, 4), id="created, descending"),
    ],
)
def test_orders(subject: ModuleType, sort: str, descending: bool, order: tuple[int, ...]) -> None:
    """Equal names and equal dates are in ascending order of id, in both directions."""
    found(subject, sort=sort, descending=descending).returns(
        ids(*order), why="among equals the smaller id comes first"
    )


@pytest.mark.parametrize(
    "sort",
    ["secret", "role", "deleted", "1", "2", "id desc", "id, name", "ID", " id", "name\0", "", None],
)
def test_orders_that_are_not_offered(subject: ModuleType, sort: str | None) -> None:
    """Other columns, numbers, directions and spellings raise ValueError."""
    found(subject, sort=sort).raises(ValueError, why="only id, name and created are offered")


@pytest.mark.parametrize("limit", [0, -1, 1_001, True, False, 1.0, "1", None])
def test_limits_that_are_refused(subject: ModuleType, limit: object) -> None:
    """What is not an int from 1 to 1,000 raises ValueError."""
    found(subject, limit=limit).raises(ValueError, why="an int from 1 to 1,000, and no bool")


@pytest.mark.parametrize(
    "query",
    [
        pytest.param({"sort": "secret", "roles": []}, id="order, and no role"),
        pytest.param({"limit": 0, "name_contains": "\0"}, id="limit, and no name"),
    ],
)
def test_bad_values_are_refused_first(subject: ModuleType, query: dict[str, Any]) -> None:
    """A bad order or limit raises ValueError even if nobody could be found."""
    found(subject, **query).raises(ValueError, why="bad values are refused in any case")


def test_limits(subject: ModuleType) -> None:
    """The first users in the asked order are returned, at most as many as the limit."""
    found(subject, sort="name", limit=1).returns(ids(1), why="the first by name")
    found(subject, sort="id", limit=1_000).returns(ids(1, 2, 3, 4), why="there are only four")
    many = [(number, "n", "dev", 0, 0, "s") for number in range(1, 61)]
    check(subject.find_users, live(make_db(many))).returns(
        [(number, "n") for number in range(1, 51)], why="50 is the default"
    )


@pytest.mark.parametrize(
    ("roles", "order"),
    [
        pytest.param(["dev"], (1, 4), id="one"),
        pytest.param(["dev", "ops"], (1, 2, 3, 4), id="two"),
        pytest.param(["qa", "ops"], (2, 3), id="a role of deleted users only"),
        pytest.param(["ops", "ops"], (2, 3), id="one twice"),
        pytest.param(["OPS"], (), id="another case"),
        pytest.param(["o_s", "%"], (), id="no patterns"),
        pytest.param([], (), id="none"),
        pytest.param(("dev",), (1, 4), id="a tuple"),
        pytest.param({"dev"}, (1, 4), id="a set"),
        pytest.param([f"role {number}" for number in range(899)] + ["dev"], (1, 4), id="900"),
    ],
)
def test_roles(subject: ModuleType, roles: Any, order: tuple[int, ...]) -> None:
    """A user must have one of the roles, exactly, and must not be deleted."""
    found(subject, roles=roles).returns(ids(*order), why="users with one of the roles")


def test_roles_that_can_be_read_once(subject: ModuleType) -> None:
    """An iterator is enough."""
    roles = iter(["dev", "qa"])
    check(subject.find_users, live(make_db(ROWS)), roles=live(roles)).returns(
        ids(1, 4), why="'dev' is one of the roles"
    )


def test_all_conditions_hold_together(subject: ModuleType) -> None:
    """Name and role must both fit."""
    found(subject, name_contains="i", roles=["ops", "qa"]).returns(
        ids(3), why="'Mia' with the role 'ops'"
    )


NAMES = ["50% off", "500 off", "a_b", "aXb", "C:\\d", "C:d", "it's", 'say "x"', "Ärger", "ärger"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        pytest.param("", NAMES, id="empty"),
        pytest.param("0% o", ["50% off"], id="percent"),
        pytest.param("A_B", ["a_b"], id="underscore"),
        pytest.param("\\", ["C:\\d"], id="backslash"),
        pytest.param("\\d", ["C:\\d"], id="backslash and letter"),
        pytest.param("\\%", [], id="backslash and percent"),
        pytest.param("%", ["50% off"], id="percent alone"),
        pytest.param("_", ["a_b"], id="underscore alone"),
        pytest.param("'", ["it's"], id="quote"),
        pytest.param('"', ['say "x"'], id="double quote"),
        pytest.param("RGER", ["Ärger", "ärger"], id="ASCII case"),
        pytest.param("Ä", ["Ärger"], id="other letters"),
        pytest.param("\0", [], id="NUL"),
        pytest.param("a\0zzz", [], id="a letter and NUL"),
    ],
)
def test_each_character_stands_for_itself(subject: ModuleType, text: str, names: list[str]) -> None:
    """The name contains the text, apart from the case of ASCII letters."""
    rows = [(number, name, "dev", 0, 0, "s") for number, name in enumerate(NAMES, start=1)]
    expected = [(row[0], row[1]) for row in rows if row[1] in names]
    check(subject.find_users, live(make_db(rows)), name_contains=text).returns(
        expected, why="each character stands for itself"
    )
