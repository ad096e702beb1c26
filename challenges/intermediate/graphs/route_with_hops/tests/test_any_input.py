"""Any timetable against an oracle that takes every walk."""

from __future__ import annotations

from types import ModuleType

from hypothesis import given
from hypothesis import strategies as st

from challenges.intermediate.graphs.route_with_hops.tests.oracle import (
    check_route,
    prices_of_all_walks,
)
from challenges.shared.testing import check

# Each flight is one of these and a price.
LINES = ["AB", "BC", "CD", "CB", "BA", "AC", "BD", "AD", "BE", "ED"]

priced_lines = st.lists(
    st.tuples(st.sampled_from(LINES), st.integers(0, 9)),
    max_size=9,
)


@given(priced_lines, st.integers(0, 4), st.sampled_from("DBA"))
def test_no_walk_is_cheaper(
    subject: ModuleType, lines: list[tuple[str, int]], max_legs: int, goal: str
) -> None:
    """The price is the least of all walks that are short enough, and the route has that price."""
    flights = [(line[0], line[1], fare) for line, fare in lines]
    best = min(prices_of_all_walks(flights, "A", goal, max_legs), default=None)
    if best is None:
        check(subject.route_with_hops, flights, "A", goal, max_legs).returns(None)
    else:
        check_route(subject, flights, "A", goal, max_legs, best)
