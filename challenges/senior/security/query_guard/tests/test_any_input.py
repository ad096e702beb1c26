"""Any search against a plain Python filter."""

from __future__ import annotations

from types import ModuleType
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from challenges.senior.security.query_guard.tests.database import make_db, search
from challenges.shared.testing import check, live

PARTS = ["a", "A", "b", "%", "_", "\\", "'", '"', "é", "É", "--", " "]
ROLES = ["dev", "ops", "d%v", "o'ps"]
ROWS = [
    (
        number,
        PARTS[number % 12] + PARTS[number * 5 % 11] + PARTS[number * number % 7],
        ROLES[number % 3 if number % 2 else 3],
        number * 7 % 5,
        number % 4 // 3,
        "s",
    )
    for number in range(1, 61)
]

texts = st.lists(st.sampled_from(PARTS), max_size=3).map("".join)
queries = st.fixed_dictionaries(
    {},
    optional={
        "name_contains": texts,
        "roles": st.lists(st.sampled_from(ROLES), max_size=4),
        "sort": st.sampled_from(["id", "name", "created"]),
        "descending": st.booleans(),
        "limit": st.integers(1, 70),
    },
)


@given(queries)
def test_like_a_plain_filter(subject: ModuleType, query: dict[str, Any]) -> None:
    """Sixty users with awkward names, searched with texts made of the same pieces."""
    check(subject.find_users, live(make_db(ROWS)), **query).returns(
        search(ROWS, **query), why="found by a plain Python filter"
    )
